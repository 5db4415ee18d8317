// Whether the clinic is open now, by its own clock.

// "Open until 17:00" or "Closed, opens Monday 9:00"; nothing where it has no hours, or is closed for a week.
const openingLine = () => {
  const [date, time] = new Date().toLocaleString('sv', {timeZone: clinic.zone}).split(' ');  // as in ISO 8601
  for (let ahead = 0; clinic.opening && ahead < 7; ahead++) {
    const day = new Date(Date.parse(date) + ahead * 864e5);
    if (!clinic.holidays.includes(day.toISOString().slice(0, 10)))
      for (const [from, to] of clinic.opening[day.getUTCDay()]) {
        if (ahead || time < from) return words.closed + ' '
          + (ahead ? day.toLocaleDateString(spoken, {timeZone: 'UTC', weekday: 'long'}) + ' ' : '') + from.replace(/^0/, '');
        if (time < to) return words.open + ' ' + to;
      }
  }
};
