package dev.trestle.plugins.tests.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of the published log, read without the desk's importer: each row as it says itself,
 * by the rules of docs/imports.md.
 */
final class ReplayedIncidents {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d/M/yyyy H:mm", Locale.ROOT);
  private static final Map<String, Category> STATES =
      Map.of(
          "New", Category.NEW,
          "Active", Category.OPEN,
          "-100", Category.OPEN,
          "Awaiting User Info", Category.WAITING_ON_REQUESTER,
          "Awaiting Problem", Category.WAITING_ON_THIRD_PARTY,
          "Awaiting Vendor", Category.WAITING_ON_THIRD_PARTY,
          "Awaiting Evidence", Category.WAITING_ON_REQUESTER,
          "Resolved", Category.RESOLVED,
          "Closed", Category.CLOSED);

  private final String head;
  private final List<String> columns;
  private final Map<String, List<String>> rows = new LinkedHashMap<>();

  private ReplayedIncidents(String head) {
    this.head = head;
    this.columns = List.of(head.split(",", -1));
  }

  /**
   * @param oneOf takes the first of so many incidents
   */
  static ReplayedIncidents read(Path log, int oneOf) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
      ReplayedIncidents incidents = new ReplayedIncidents(lines.readLine());
      Map<String, Integer> places = new LinkedHashMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String number = line.substring(0, line.indexOf(','));
        int place = places.computeIfAbsent(number, _ -> places.size());
        if (place % oneOf == 0) {
          incidents.rows.computeIfAbsent(number, _ -> new ArrayList<>()).add(line);
        }
      }
      return incidents;
    }
  }

  Map<String, List<String>> rows() {
    return rows;
  }

  /** The same as a file for the import. */
  Path write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(head);
    rows.values().forEach(lines::addAll);
    return Files.write(file, lines);
  }

  String value(String row, String column) {
    return row.split(",", -1)[columns.indexOf(column)].strip();
  }

  /** The course that an incident took, in minutes; nobody said anything in this log. */
  List<SlowEntry> course(
      List<String> updates, Map<Agreement, SlowPolicy> policies, SlowCalendar calendar) {
    List<SlowEntry> course = new ArrayList<>();
    String first = updates.getFirst();
    SlowEntry.State last =
        new SlowEntry.State(
            minute(first, "opened_at"),
            category(first),
            priority(first),
            null,
            null,
            policies,
            calendar);
    course.add(last);
    for (String row : updates) {
      SlowEntry.State next =
          new SlowEntry.State(
              Math.max(last.at(), minute(row, "sys_updated_at")),
              category(row),
              priority(row),
              known(row, "assignment_group", last.team()),
              known(row, "assigned_to", last.assignee()),
              policies,
              calendar);
      course.add(next);
      last = next;
    }
    return course;
  }

  private @Nullable String known(String row, String column, @Nullable String before) {
    String value = value(row, column);
    return value.equals("?") ? before : value;
  }

  private Category category(String row) {
    Category category = STATES.get(value(row, "incident_state"));
    if (category == null) {
      throw new AssertionError("unknown state in " + row);
    }
    return category;
  }

  /** 0 is the most pressing. */
  int priority(String row) {
    return value(row, "priority").charAt(0) - '1';
  }

  private long minute(String row, String column) {
    return LocalDateTime.parse(value(row, column), TIME).toEpochSecond(ZoneOffset.UTC) / 60;
  }
}
