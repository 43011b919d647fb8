package dev.trestle.plugins.tests.reference;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.plugins.sla.SlaPlugin;
import dev.trestle.testkit.Done;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A desk on which people do what comes to their minds, one thing after the other. */
final class DrivenDesk implements AutoCloseable {
  private static final List<String> STATUSES =
      List.of("open", "waiting_on_requester", "waiting_on_third_party", "scheduled");

  final TestDesk desk =
      TestDesk.with(PluginUnderTest.of(CalendarsPlugin.class), PluginUnderTest.of(SlaPlugin.class));
  final TestPerson ada = desk.admin();
  final List<DrivenTicket> tickets = new ArrayList<>();

  private final TestPerson carla = desk.contact("Carla");
  private final List<String> teams = List.of(team("Red"), team("Blue"));
  private final boolean edits;
  private final Random random;
  private final DrivenPolicies policies;
  private final SlowCalendar always = always();

  /**
   * @param edits whether policies are edited while tickets have them
   */
  DrivenDesk(long seed, boolean edits) {
    this.edits = edits;
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    random.nextLong();
    openAlways();
    policies = new DrivenPolicies(ada, random);
  }

  long now() {
    return desk.clock().instant().getEpochSecond();
  }

  /** One thing happens, or some time passes. */
  void step(int ticketsMax) {
    if (random.nextBoolean()) {
      int most = random.nextInt(10) == 0 ? 1800 : 240;
      desk.advance(Duration.ofSeconds(1 + random.nextInt(most)));
    }
    int what = random.nextInt(100);
    if (tickets.isEmpty() || (what < 20 && tickets.size() < ticketsMax)) {
      create();
      return;
    }
    DrivenTicket ticket = tickets.get(random.nextInt(tickets.size()));
    if (what < 30) {
      word(ticket, carla, true);
    } else if (what < 45) {
      word(ticket, ada, false);
    } else if (what < 84) {
      change(ticket);
    } else if (what < 93) {
      merge(ticket);
    } else if (what < 95 && edits) {
      policies.edit(now());
      tickets.forEach(any -> any.plain = false);
    }
    // Whatever was refused or led to something else: what counts is how the ticket stands now.
    look(ticket);
  }

  private void create() {
    Map<String, Object> input = new HashMap<>();
    input.put("subject", "Ticket " + tickets.size());
    input.put("priority", DrivenPolicies.PRIORITIES.get(random.nextInt(4)));
    boolean asked = random.nextInt(4) > 0;
    if (asked) {
      input.put("requesterId", carla.id());
    }
    if (random.nextBoolean()) {
      input.put("teamId", teams.get(random.nextInt(2)));
    }
    DrivenTicket ticket =
        new DrivenTicket(ada.does("ticketCreate", input, "ticket { id }").text("ticket.id"));
    look(ticket);
    if (asked) {
      ticket.entries.add(new SlowEntry.Word(now(), true));
    }
    tickets.add(ticket);
  }

  private void word(DrivenTicket ticket, TestPerson person, boolean inbound) {
    Map<String, Object> input = Map.of("ticketId", ticket.id, "text", "Well.");
    if (person.tries("ticketComment", input, "").problems().isEmpty()) {
      look(ticket);
      ticket.entries.add(new SlowEntry.Word(now(), inbound));
    }
  }

  private void change(DrivenTicket ticket) {
    Map<String, Object> input = new HashMap<>();
    input.put("ticketId", ticket.id);
    switch (random.nextInt(8)) {
      case 0 -> {
        input.put("priority", DrivenPolicies.PRIORITIES.get(random.nextInt(4)));
        ada.tries("ticketPrioritize", input, "");
      }
      case 1 -> {
        input.put("teamId", random.nextInt(3) == 0 ? null : teams.get(random.nextInt(2)));
        input.put("assigneeId", random.nextBoolean() ? ada.id() : null);
        ada.tries("ticketAssign", input, "");
      }
      case 2 -> ada.tries("ticketResolve", input, "");
      case 3, 4 -> ada.tries("ticketReopen", input, "");
      case 5 -> ada.tries("ticketClose", input, "");
      default -> {
        input.put("status", STATUSES.get(random.nextInt(STATUSES.size())));
        ada.tries("ticketChangeStatus", input, "");
      }
    }
  }

  private void merge(DrivenTicket ticket) {
    DrivenTicket survivor = ticket.mergedInto;
    if (survivor != null) {
      if (done(ada.tries("ticketUnmerge", Map.of("ticketId", ticket.id), ""))) {
        look(ticket);
        ticket.entries.add(new SlowEntry.ComesBack(now()));
        survivor.entries.add(new SlowEntry.Releases(now(), ticket.id));
        ticket.mergedInto = null;
      }
      return;
    }
    DrivenTicket other = tickets.get(random.nextInt(tickets.size()));
    if (done(
        ada.tries("ticketMerge", Map.of("ticketId", ticket.id, "intoTicketId", other.id), ""))) {
      ticket.entries.add(new SlowEntry.MergedAway(now()));
      other.entries.add(new SlowEntry.Absorbs(now(), ticket.id, ticket.createdAt()));
      look(other);
      ticket.mergedInto = other;
      ticket.plain = false;
      other.plain = false;
    }
  }

  private void look(DrivenTicket ticket) {
    ticket.look(ada, now(), always, policies::applying);
  }

  private static boolean done(Done tried) {
    return tried.problems().isEmpty();
  }

  private String team(String name) {
    return ada.does("teamCreate", Map.of("name", name), "team { id }").text("team.id");
  }

  private void openAlways() {
    List<String> days = Arrays.stream(DayOfWeek.values()).map(DayOfWeek::name).toList();
    Map<String, Object> hours = Map.of("days", days, "from", "00:00", "until", "24:00");
    Map<String, Object> save =
        Map.of(
            "name", "Always", "timeZone", "UTC", "weeks", List.of(Map.of("hours", List.of(hours))));
    String id = ada.does("calendarSave", save, "calendar { id }").text("calendar.id");
    ada.does("calendarAssign", Map.of("subject", "STANDARD", "calendarId", id), "");
  }

  /** The same hours for the reference. */
  private static SlowCalendar always() {
    Map<DayOfWeek, List<SlowHours.Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, List.of(new SlowHours.Span(0, 86_400)));
    }
    long base = TestDesk.START.getEpochSecond() - 86_400;
    SlowHours hours = new SlowHours(ZoneId.of("UTC"), week, Map.of(), 1, base);
    return new SlowCalendar(
        "Always", List.of(new SlowCalendar.Edition(Long.MIN_VALUE, Long.MIN_VALUE, hours)));
  }

  @Override
  public void close() {
    desk.close();
  }
}
