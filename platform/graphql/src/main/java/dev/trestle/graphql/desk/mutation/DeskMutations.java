package dev.trestle.graphql.desk.mutation;

import dev.trestle.graphql.desk.view.LastWrites;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import java.util.List;

/** All mutations that are commands of the domain. */
public final class DeskMutations {
  private DeskMutations() {}

  /** Adds the mutations and answers their payload types. */
  public static List<Fields<?>> addTo(
      RootFields roots, Scope.Source scopes, LastWrites lastWrites) {
    Mutations mutations = new Mutations(scopes, lastWrites, roots);
    TicketMutations.addTo(mutations);
    DirectoryMutations.addTo(mutations);
    return mutations.payloads();
  }
}
