package dev.trestle.domain.plugin.work;

import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.plugin.LogPlace;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.event.DeskEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a commit as plugins are told of it.
 *
 * @param ordinal the place among the commit's entries
 * @param depth how many reactions led to the commit
 * @param readsText whether the plugin may read what messages say
 * @param address where it starts in the log
 */
public record Occurrence(
    long sequence, int ordinal, int depth, TimelineEntry entry, boolean readsText, long address)
    implements DeskEvent, LogPlace {

  /** The entries of a commit whose types pass, in their order. */
  public static List<Occurrence> of(Commit commit, Predicate<String> types, boolean readsText) {
    ChangeSet changes = commit.encoded().changeSet();
    int[] offsets = commit.encoded().entryOffsets();
    return of(
        commit.sequence(),
        changes.header().depth(),
        changes.entries(),
        types,
        readsText,
        place -> commit.payloadAddress() + offsets[place]);
  }

  /** The same of entries that are not committed yet, which have no place in the log. */
  static List<Occurrence> of(
      List<TimelineEntry> entries, Predicate<String> types, boolean readsText) {
    return of(0, 0, entries, types, readsText, _ -> NOWHERE);
  }

  private static List<Occurrence> of(
      long sequence,
      int depth,
      List<TimelineEntry> entries,
      Predicate<String> types,
      boolean readsText,
      IntToLongFunction address) {
    List<Occurrence> found = List.of();
    for (int i = 0; i < entries.size(); i++) {
      // Most are told to nobody.
      if (types.test(typeOf(entries.get(i)))) {
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(
            new Occurrence(sequence, i, depth, entries.get(i), readsText, address.applyAsLong(i)));
      }
    }
    return found;
  }

  @Override
  public String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((sequence + "." + ordinal).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String type() {
    return typeOf(entry);
  }

  /** The event type by which plugins know an entry. */
  static String typeOf(TimelineEntry entry) {
    return switch (entry) {
      case Event event -> event.type();
      case Message message -> message.kind() == MessageKind.NOTE ? NOTE_ADDED : COMMENT_ADDED;
    };
  }

  @Override
  public String recordType() {
    return entry instanceof Event event ? event.recordType() : Tables.TICKETS.name();
  }

  @Override
  public UUID recordId() {
    return switch (entry) {
      case Event event -> event.recordId();
      case Message message -> message.ticketId();
    };
  }

  @Override
  public @Nullable UUID ticketId() {
    return entry.ticketId();
  }

  @Override
  public Instant at() {
    return Instant.ofEpochMilli(
        switch (entry) {
          case Event event -> event.atMillis();
          case Message message -> message.createdAtMillis();
        });
  }

  @Override
  public @Nullable UUID actorId() {
    return switch (entry) {
      case Event event -> event.actorId();
      case Message message -> message.authorId();
    };
  }

  @Override
  public PrincipalKind actorKind() {
    return PrincipalKind.valueOf(
        switch (entry) {
          case Event event -> event.actorKind();
          case Message message -> message.authorKind();
        });
  }

  @Override
  public String actorName() {
    return switch (entry) {
      case Event event -> event.actorName();
      case Message message -> message.authorName();
    };
  }

  @Override
  public List<FieldChange> changes() {
    return entry instanceof Event event
        ? event.changes().stream()
            .map(change ->
                new FieldChange(
                    change.field(),
                    change.before(),
                    change.after(),
                    change.beforeLabel(),
                    change.afterLabel()))
            .toList()
        : List.of();
  }

  @Override
  public @Nullable String reason() {
    return entry instanceof Event event ? event.reason() : null;
  }

  @Override
  public boolean publicEvent() {
    return switch (entry) {
      case Event event -> event.publicEvent();
      case Message message -> message.kind() == MessageKind.COMMENT;
    };
  }

  @Override
  public @Nullable String text() {
    return readsText && entry instanceof Message message ? message.text() : null;
  }
}
