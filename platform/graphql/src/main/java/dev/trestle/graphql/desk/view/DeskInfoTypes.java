package dev.trestle.graphql.desk.view;

import dev.trestle.domain.access.Visibility;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.record.DeskSettings;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import org.jspecify.annotations.Nullable;

/** What the desk says of itself. */
public final class DeskInfoTypes {
  /** The desk in one snapshot. */
  record Info(String version, Scope scope) {
    @Nullable DeskSettings settings() {
      Table<DeskSettings> all = scope.state().table(Tables.SETTINGS);
      int slot = all.live().nextSlot(0);
      return slot < 0 ? null : all.at(slot);
    }

    String name() {
      DeskSettings settings = settings();
      return settings == null ? "Trestle" : settings.name();
    }

    @Nullable Integer count(boolean allowed, TableSchema<?> table) {
      return allowed ? (Integer) scope.state().table(table).size() : null;
    }

    boolean allTickets() {
      return Visibility.seesAllTickets(scope.viewer());
    }

    @Nullable Integer openTickets() {
      if (!allTickets()) {
        return null;
      }
      Table<Ticket> tickets = scope.state().table(Tables.TICKETS);
      int open = 0;
      for (StatusCategory category : StatusCategory.values()) {
        if (category.open()) {
          open +=
              SlotFilter.count(
                  SlotFilter.in(tickets.group("statusCategory", category)),
                  tickets.live(),
                  tickets.slots());
        }
      }
      return open;
    }

    @Nullable QueueView defaultQueue() {
      DeskSettings settings = settings();
      return settings == null ? null : scope.queue(settings.defaultQueueId());
    }
  }

  private DeskInfoTypes() {}

  public static Fields<?> addTo(RootFields roots, Scope.Source scopes, String version) {
    roots.query("desk", (arguments, context) -> new Info(version, scopes.of(context)));
    return Fields.of("DeskInfo", Info.class)
        .getter("name", Info::name)
        .getter("version", Info::version)
        .getter(
            "sequence",
            info -> info.scope().staff() ? (Long) info.scope().state().sequence() : null)
        .getter("ticketCount", info -> info.count(info.allTickets(), Tables.TICKETS))
        .getter("openTicketCount", Info::openTickets)
        .getter("companyCount", info -> info.count(info.scope().directory(), Tables.COMPANIES))
        .getter("contactCount", info -> info.count(info.scope().directory(), Tables.CONTACTS))
        .getter("agentCount", info -> info.count(info.scope().staff(), Tables.AGENTS))
        .getter("defaultQueue", Info::defaultQueue);
  }
}
