"""What is wrong with a page: to axe, to the eye that reads it, and to whoever uses it on a small screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.widget import Widget

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


def settle(page: Page) -> None:
    """Bring all that moves to its end, and what moves for ever to its clearest moment."""
    page.evaluate(
        """() => {
          for (const one of document.querySelector('caveat-widget').shadowRoot.getAnimations()) {
            const {endTime} = one.effect.getComputedTiming();
            one.pause();
            one.currentTime = endTime == Infinity ? one.effect.getTiming().duration : endTime;
          }
        }"""
    )


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.0 to 2.2, A and AA: one line for each finding, none when all is well."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    settle(page)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def overflowing(widget: Widget) -> list[str]:
    """What sticks out of the panel, out of its bubble or out of its button, and what must be scrolled sideways."""
    found: list[str] = widget.host.evaluate(
        """host => {
          const within = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
          const words = node => [...node.childNodes].filter(one => one.nodeType == 3).flatMap(text => {
            const range = document.createRange();
            range.selectNode(text);
            return [...range.getClientRects()];
          });
          const shown = [...host.shadowRoot.querySelectorAll('.panel, .panel *')]
            .filter(node => node.getClientRects().length && !node.closest('.sr'));
          const window = {left: 0, right: innerWidth};
          return shown.filter(node => {
            const holder = node.parentElement?.closest('.you, .bot, .status, button, .panel');
            const outer = holder ? holder.getBoundingClientRect() : window;
            const sideways = node.matches('.panel, .scroll, .box') && node.scrollWidth > node.clientWidth;
            return sideways || ![node.getBoundingClientRect(), ...words(node)].every(rect => within(rect, outer));
          }).map(node => node.className);
        }"""
    )
    return found


def faint(widget: Widget) -> list[Any]:
    """What stands out too little: text below 4.5 to 1, what shows where a control is below 3 to 1.

    axe leaves colours that are computed from others undecided, so they are mixed and measured here.
    """
    found: list[Any] = widget.host.evaluate(
        """host => {
          const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
          const paint = (colour, opacity = 1) => {
            canvas.globalAlpha = opacity;
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
          };
          const above = node => node.parentElement ?? node.getRootNode().host;
          const around = node => node ? [...around(above(node)), node] : [];
          const luminance = () => [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
            .map(one => one / 255).map(one => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4)
            .reduce((sum, one, at) => sum + one * [.2126, .7152, .0722][at], 0);
          const contrast = (node, ground, colour, opacity = 1) => {
            paint('#fff');
            for (const one of around(ground)) paint(getComputedStyle(one).backgroundColor);
            const below = luminance();
            paint(colour, around(node).reduce((all, one) => all * getComputedStyle(one).opacity, opacity));
            const [high, low] = [below, luminance()].sort((a, b) => b - a);
            return (high + .05) / (low + .05);
          };
          const all = [...host.shadowRoot.querySelectorAll('*')].filter(node => node.getClientRects().length);
          const found = [];
          const hold = (least, node, ground, colour, opacity) => {
            const reached = contrast(node, ground, colour, opacity);
            if (!(reached >= least)) found.push([node.className || node.parentElement.className, colour, reached]);
          };
          for (const node of all) {
            const look = getComputedStyle(node);
            if ([...node.childNodes].some(one => one.nodeType == 3 && one.data.trim()) && !node.matches('.sr'))
              hold(4.5, node, node, look.color);
            if (node.matches('.up, .down')) hold(3, node, node, getComputedStyle(node, '::before').borderTopColor);
            if (node.matches('.chip, .box')) hold(3, node, above(node), look.borderTopColor);
            if (node.matches('.box')) {
              const hint = getComputedStyle(node, '::placeholder');
              hold(4.5, node, node, hint.color, hint.opacity);
              hold(3, node, node, look.outlineColor);
            }
          }
          return found;
        }"""
    )
    return found
