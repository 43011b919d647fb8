package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.PluginFaultKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a plugin failed at, and what of it is about an event or a timer. */
public record PluginFaultView(PluginFault it, Scope scope) {
  private boolean ofTimer() {
    return it.kind() == PluginFaultKind.TIMER;
  }

  public @Nullable Long sequence() {
    return it.kind() == PluginFaultKind.EVENT ? it.sequence() : null;
  }

  public @Nullable Instant dueAt() {
    return ofTimer() ? Times.orNull(it.dueAtMillis()) : null;
  }

  public @Nullable TicketView ticket() {
    return scope.ticket(it.ticketId());
  }
}
