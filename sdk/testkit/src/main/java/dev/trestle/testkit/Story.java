package dev.trestle.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A test told as what is given, what is done, and what must come of it. What comes of it are the
 * events, of whatever the plugins do about it included; none may be left unsaid.
 *
 * <pre>{@code
 * Story story = desk.story();
 * String ticket = story.given("ticketCreate", Map.of("subject", "Printer")).id("ticket");
 * story.when("reminderSet", Map.of("ticketId", ticket, "after", "PT1H")).then("ReminderSet");
 * story.advance(Duration.ofHours(1)).then("ReminderFired", "TicketNoted");
 * }</pre>
 */
public final class Story {
  private final TestDesk desk;
  private TestPerson who;
  private @Nullable Done last;
  private int told;

  Story(TestDesk desk) {
    this.desk = desk;
    this.who = desk.admin();
    this.told = desk.happened().size();
  }

  /** Lets somebody else do what follows. */
  public Story by(TestPerson person) {
    who = person;
    return this;
  }

  /** Something that is so before the story begins; it must succeed, and its events go unsaid. */
  public Story given(String mutation, Map<String, ? extends @Nullable Object> input) {
    requireAllTold();
    last = who.does(mutation, input, namedIn(mutation));
    desk.settle();
    told = desk.happened().size();
    return this;
  }

  /** What is done; whether it succeeds is for what follows to say. */
  public Story when(String mutation, Map<String, ? extends @Nullable Object> input) {
    requireAllTold();
    last = who.tries(mutation, input, namedIn(mutation));
    desk.settle();
    return this;
  }

  /** The id of what the last mutation's payload has under this name. */
  public String id(String name) {
    if (last == null) {
      throw new AssertionError("nothing was done yet");
    }
    return last.text(name + ".id");
  }

  /** The types of all events that came of it, in their order. */
  public Story then(String... types) {
    if (last != null) {
      last.orFail();
    }
    require(Arrays.asList(types));
    return this;
  }

  /** That it was refused, with these codes among the reasons, and nothing happened. */
  public Story thenRefused(String... codes) {
    if (last == null || !last.problems().containsAll(List.of(codes))) {
      throw new AssertionError("expected a refusal with " + List.of(codes) + ", not " + last);
    }
    require(List.of());
    last = null;
    return this;
  }

  /** That it was done with these warnings, in any order. */
  public Story thenWarned(String... codes) {
    if (last == null
        || !last.orFail().warnings().containsAll(List.of(codes))
        || last.warnings().size() != codes.length) {
      throw new AssertionError("expected the warnings " + List.of(codes) + ", not " + last);
    }
    return this;
  }

  public Story thenNothing() {
    require(List.of());
    return this;
  }

  /** Lets time pass; everything so far must have been told. */
  public Story advance(Duration by) {
    requireAllTold();
    last = null;
    desk.advance(by);
    return this;
  }

  private void requireAllTold() {
    if (desk.happened().size() > told) {
      throw new AssertionError("the story goes on, and says nothing of " + untold());
    }
  }

  private void require(List<String> types) {
    List<String> found = untold().stream().map(Happened::type).toList();
    if (!found.equals(types)) {
      throw new AssertionError("expected the events " + types + ", not " + found);
    }
    told += found.size();
  }

  private List<Happened> untold() {
    List<Happened> all = desk.happened();
    return all.subList(told, all.size());
  }

  /** Selects the ids of all that the mutation's payload shows: the story may need them. */
  private String namedIn(String mutation) {
    return SchemaTour.payloadFieldsWithId(desk, mutation).stream()
        .map(field -> field + " { id } ")
        .collect(Collectors.joining());
  }
}
