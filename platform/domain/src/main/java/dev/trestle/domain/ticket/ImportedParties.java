package dev.trestle.domain.ticket;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The people, teams and places that an import names by key. Those the desk does not know are
 * recorded with the key as their name; agents among them cannot sign in and take no new work.
 */
final class ImportedParties {
  private final Draft draft;
  private final Map<String, UUID> known = new HashMap<>();

  ImportedParties(Draft draft) {
    this.draft = draft;
  }

  @Nullable UUID team(@Nullable String key, String... path) {
    return party(
        Tables.TEAMS,
        key,
        id ->
            new Team(
                id,
                1,
                name(key),
                List.of(),
                key,
                false,
                draft.now(),
                draft.now(),
                Document.empty()),
        "TeamImported",
        path);
  }

  @Nullable UUID agent(@Nullable String key, String... path) {
    return party(
        Tables.AGENTS,
        key,
        id ->
            new Agent(
                id,
                1,
                name(key),
                null,
                null,
                null,
                null,
                List.of(),
                false,
                key,
                draft.now(),
                draft.now(),
                Document.empty()),
        "AgentImported",
        path);
  }

  @Nullable UUID company(@Nullable String key, String... path) {
    return party(
        Tables.COMPANIES,
        key,
        id ->
            new Company(
                id,
                1,
                name(key),
                List.of(),
                null,
                false,
                key,
                false,
                Map.of(),
                draft.now(),
                draft.now(),
                Document.empty()),
        "CompanyImported",
        path);
  }

  @Nullable UUID site(@Nullable String key, @Nullable UUID companyId, String... path) {
    return party(
        Tables.SITES,
        key,
        id ->
            new Site(
                id,
                1,
                companyId,
                name(key),
                null,
                null,
                key,
                false,
                draft.now(),
                draft.now(),
                Document.empty()),
        "SiteImported",
        path);
  }

  @Nullable UUID contact(@Nullable String key, @Nullable UUID companyId, String... path) {
    return party(
        Tables.CONTACTS,
        key,
        id ->
            new Contact(
                id,
                1,
                companyId,
                null,
                name(key),
                null,
                null,
                null,
                false,
                List.of(),
                key,
                false,
                Map.of(),
                draft.now(),
                draft.now(),
                Document.empty()),
        "ContactImported",
        path);
  }

  private static String name(@Nullable String key) {
    return key == null ? "" : key.strip();
  }

  private <R extends Stored> @Nullable UUID party(
      TableSchema<R> table,
      @Nullable String key,
      Function<UUID, R> made,
      String event,
      String... path) {
    if (key == null) {
      return null;
    }
    String checked = TextRules.required(draft, key, TextRules.NAME_MAX, path);
    String place = table.name() + '\n' + checked;
    UUID id = known.get(place);
    if (id == null) {
      R found = draft.state().table(table).unique("externalKey", checked);
      if (found == null) {
        found = named(table, checked);
      }
      if (found == null) {
        found = made.apply(draft.newId());
        draft.put(table, found);
        draft.event(event, table, found.id(), null, List.of(), null, false);
        known.put(table.name() + "\n\n" + Tables.folded(checked), found.id());
      }
      id = found.id();
      known.put(place, id);
    }
    return id;
  }

  /** Names of teams and companies are unique, so one that the desk knows is the one meant. */
  private <R extends Stored> @Nullable R named(TableSchema<R> table, String key) {
    if (!table.name().equals(Tables.TEAMS.name())
        && !table.name().equals(Tables.COMPANIES.name())) {
      return null;
    }
    String folded = Tables.folded(key);
    UUID made = known.get(table.name() + "\n\n" + folded);
    R found = made == null ? null : draft.find(table, made);
    return found == null ? draft.state().table(table).unique("name", folded) : found;
  }
}
