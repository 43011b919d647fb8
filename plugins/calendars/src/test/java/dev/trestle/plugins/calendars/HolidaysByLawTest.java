package dev.trestle.plugins.calendars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates that governments have published, where the tables alone did not have them. */
class HolidaysByLawTest {
  @ParameterizedTest
  @CsvSource({
    "JP, '', 2019-05-01 2020-02-23 2020-07-23 2024-02-12 2024-03-20 2025-02-24 2026-09-22 2031-09-23",
    "TR, '', 2024-04-10 2024-04-11 2024-04-12 2024-06-16 2024-06-17 2024-06-18 2024-06-19",
    "IS, '', 2031-04-10 2031-04-11 2031-05-22 2031-06-01 2031-06-02 2031-06-17",
    "NZ, '', 2022-01-01 2022-01-03 2022-01-04 2023-01-01 2023-01-02 2023-01-03 2026-04-25 2026-04-27",
    "NZ, CAN, 2023-11-17 2024-11-15",
    "CY, '', 2024-03-18 2024-05-03 2024-05-06 2024-06-24",
    "HK, '', 2025-01-29 2025-05-05 2026-04-07 2026-10-19",
    "GB, SCT, 2024-11-30 2024-12-02 2027-01-02 2027-01-04",
    "GB, NIR, 2024-03-17 2024-03-18 2025-07-12 2025-07-14",
    "CA, NB, 2025-08-04",
    "US, AK, 2025-03-31 2025-10-18",
    "US, CA, 2024-11-29 2024-03-31 2024-04-01",
    "US, LA, 2025-03-04 2024-11-05",
    "US, MA, 2025-04-21",
    "US, TX, 2024-12-24 2024-12-26",
    "CH, TI, 2031-01-06 2031-03-19 2031-05-01 2031-06-02 2031-06-12 2031-06-29",
    "CH, GL, 2023-04-13 2024-04-04",
    "CH, VD, 2025-09-22",
    "ES, CE, 2025-04-17 2025-08-05",
    "BR, BA, 2025-07-02",
    "BR, SC, 2025-08-17 2025-11-30",
    "AR, '', 2024-11-18 2025-06-16 2025-06-20 2025-08-17 2024-06-21",
    "CL, '', 2023-10-27 2024-06-20 2024-09-20 2025-06-29 2027-09-17",
    "EC, '', 2025-03-03 2025-03-04",
    "BG, '', 2025-05-24 2025-05-26",
    "RU, '', 2025-01-04 2025-02-23",
    "LV, '', 2024-05-06 2025-11-18",
    "CN, '', 2024-10-01 2025-01-28 2025-05-02 2026-02-19",
    "TW, '', 2025-10-25 2026-02-20 2026-05-01",
    "VN, '', 2024-02-10 2025-04-07",
    "IL, '', 2024-04-23 2024-04-29 2024-05-14 2024-06-12 2024-10-03 2024-10-12 2024-10-17 2024-10-24 2031-09-18",
    "PR, '', 2025-01-06 2025-07-25",
    "TH, '', 2024-05-22 2025-04-14 2026-12-10",
    "ID, '', 2024-03-31 2025-03-29 2026-05-27",
    "MY, '', 2024-06-03 2025-10-20 2025-09-01",
    "MY, 05, 2025-01-01 2025-01-14 2025-01-27 2025-02-11",
    "MY, 01, 2025-02-11 2025-03-23 2025-07-31",
    "MY, 13, 2031-01-01 2031-04-11 2031-06-01 2031-06-02 2031-07-22",
    "MY, 15, 2031-02-01 2031-05-30 2031-05-31",
    "BA, SRP, 2031-01-02 2031-01-09 2031-05-02",
    "BA, BRC, 2031-01-02 2031-03-08",
    "KE, '', 2024-10-21",
    "SA, '', 2025-02-22"
  })
  void areKnown(String country, String subdivision, String dates) {
    assertEquals(dates, known(country, subdivision, dates), country + subdivision);
  }

  @ParameterizedTest
  @CsvSource({
    "JP, '', 2024-12-23 2019-12-23 2019-02-23",
    "IS, '', 2031-03-01 2031-01-06 2031-12-01",
    "CY, '', 2024-03-29 2025-04-22",
    "AR, '', 2024-12-24 2024-06-24",
    "US, CA, 2024-11-22",
    "CN, '', 2024-05-02",
    "TW, '', 2024-09-28",
    "KE, '', 2025-10-21",
    "MY, 01, 2025-01-01 2031-04-11",
    "BA, BIH, 2031-03-08"
  })
  void areNoHolidays(String country, String subdivision, String dates) {
    assertEquals("", known(country, subdivision, dates), country + subdivision);
  }

  /** Those of the dates that are holidays by the tables. */
  private static String known(String country, String subdivision, String dates) {
    HolidayTable table = HolidayTable.of(country);
    assertNotNull(table, country);
    Set<String> known =
        table
            .holidays(
                subdivision.isEmpty() ? null : subdivision,
                HolidayTable.FIRST_YEAR,
                HolidayTable.LAST_YEAR)
            .stream()
            .map(holiday -> holiday.date().toString())
            .collect(Collectors.toSet());
    return Stream.of(dates.split(" ")).filter(known::contains).collect(Collectors.joining(" "));
  }
}
