// Reads a calendar as ical.js does and prints its times: [{uid, start, end, status}] as JSON, for a test to compare.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const [, , file, since, until] = process.argv;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}
const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one, { strictExceptions: true, exceptions: [] }));
const found = [];
const add = (item, start, end) => {
  if (start.toJSDate() >= new Date(since) && start.toJSDate() < new Date(until)) {
    const status = item.component.getFirstPropertyValue("status");
    const at = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
    found.push({ uid: item.uid, start: at(start), end: at(end), status });
  }
};
for (const event of events.filter((one) => !one.isRecurrenceException())) {
  for (const other of events.filter((one) => one.isRecurrenceException() && one.uid === event.uid)) {
    event.relateException(other);
  }
  if (!event.isRecurring()) {
    add(event, event.startDate, event.endDate);
    continue;
  }
  const times = event.iterator();
  const end = new Date(Date.parse(until) + 100 * 24 * 3600 * 1000);
  for (let next = times.next(); next && next.toJSDate() < end; next = times.next()) {
    const details = event.getOccurrenceDetails(next);
    add(details.item, details.startDate, details.endDate);
  }
}
console.log(JSON.stringify(found));
