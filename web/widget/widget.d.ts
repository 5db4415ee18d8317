/** The types of the element that widget.js puts on a page, and of its events. Copy this file into your project. */

export interface CaveatWidget extends HTMLElement {
  /** Open the panel and put the focus into it. */
  open(): void;
  /** Close the panel; the focus goes to the launcher if it was in the panel. */
  close(): void;
  /** Open or close the panel. */
  toggle(): void;
  /** Whether the panel is open. */
  isOpen(): boolean;
  /** Ask as the visitor would. False if it was not sent: while an answer is awaited, or if it is empty. */
  send(text: string): boolean;
  /** Start over, as the menu does. */
  reset(): void;
  /** Take `hidden` away. */
  show(): void;
  /** Hide launcher and panel. */
  hide(): void;
  /** Take the widget off the page. */
  remove(): void;
}

export type ReplyKind = 'answer' | 'clarify' | 'handoff' | 'fallback' | 'urgent' | 'smalltalk';

/** What `detail` of each event holds. None holds a word of what was said. */
export interface CaveatEvents {
  'caveat:ready': CustomEvent<null>;
  'caveat:open': CustomEvent<null>;
  'caveat:close': CustomEvent<null>;
  'caveat:reply': CustomEvent<{ kind: ReplyKind; intent?: string; reason?: string }>;
  'caveat:link': CustomEvent<{ href: string }>;
  'caveat:call': CustomEvent<{ href: string }>;
  'caveat:feedback': CustomEvent<{ intent: string; verdict?: 'up' | 'down' | 'report' }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'caveat-widget': CaveatWidget;
  }
  interface DocumentEventMap extends CaveatEvents {}
}
