package dev.trestle.plugins.sla.clock;

import java.util.List;

/**
 * The clock of one kind under one agreement.
 *
 * @param cycles at least one, oldest first; the last one tells how the clock stands
 */
public record Clock(Agreement agreement, Kind kind, List<Cycle> cycles) {
  public Cycle current() {
    return cycles.getLast();
  }
}
