package dev.trestle.plugins.stages;

import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.record.RecordType;
import java.util.List;

/** A later version, whose rules have names of their own, and whose stages are found by less. */
public final class StricterPlugin extends StagesPlugin {
  @Override
  public List<RecordType<?>> records() {
    return List.of(STAGES, rules().unique("own", "RULE_NAME_TAKEN", "name"));
  }

  @Override
  public ListExtension ticketLists() {
    ListExtension before = super.ticketLists();
    return new ListExtension(before.filters(), before.sorts(), List.of())
        .search("stageName", STAGES, "name", false);
  }
}
