import { describe, expect, it } from "vitest";
import { dayOrder, vendorDate } from "./vendor-date.ts";

describe("vendorDate", () => {
  it.each([
    ["02-Mar-2007, 01:03 PM", "2007-03-02T13:03"],
    ["1-Jul-2011", "2011-07-01"],
    ["14-Mar-2019, 12:05 AM", "2019-03-14T00:05"],
    ["3/14/2019 10:05:11 AM", "2019-03-14T10:05:11"],
    ["28/02/2014 21:44:35", "2014-02-28T21:44:35"],
    ["2023-04-06 15:54", "2023-04-06T15:54"],
    ["2023-05-09T18:55:02Z", "2023-05-09T18:55:02Z"],
    ["14.03.2019 10:05", "2019-03-14T10:05"],
    ["5/12/2022 6:17:40 PM", "2022-05-12T18:17:40"],
    ["09/08/2023 13:39:33 EDT", null],
    ["31/31/2023", null],
    ["", null],
  ])("%s is %s", (text, iso) => {
    expect(vendorDate(text, null)).toBe(iso);
  });

  it("follows the other dates of the file where its own has two readings", () => {
    expect(vendorDate("05/06/2022", "day-first")).toBe("2022-06-05");
    expect(vendorDate("05/06/2022", "month-first")).toBe("2022-05-06");
  });

  it("knows the order by a number above 12, or by AM and PM", () => {
    expect(dayOrder("28/02/2014")).toBe("day-first");
    expect(dayOrder("02/28/2014")).toBe("month-first");
    expect(dayOrder("05/06/2022 4:45 PM")).toBe("month-first");
    expect(dayOrder("05/06/2022")).toBeNull();
  });
});
