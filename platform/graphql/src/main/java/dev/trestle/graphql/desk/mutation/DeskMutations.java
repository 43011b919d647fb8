package dev.trestle.graphql.desk.mutation;

import dev.trestle.domain.command.Command;
import dev.trestle.domain.plugin.Wishes;
import dev.trestle.graphql.desk.input.InputBinder;
import dev.trestle.graphql.desk.view.LastWrites;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.graphql.engine.SchemaGeneration;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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

  /**
   * What plugins may wish for: the same mutations.
   *
   * @param current the generation by whose types wishes are checked
   */
  public static Wishes wishes(Scope.Source scopes, Supplier<SchemaGeneration> current) {
    return new PublicWishes(() -> binders(scopes), current);
  }

  private static Map<String, InputBinder<? extends Command>> binders(Scope.Source scopes) {
    Mutations mutations = new Mutations(scopes, new LastWrites(), new RootFields());
    TicketMutations.addTo(mutations);
    DirectoryMutations.addTo(mutations);
    return mutations.binders();
  }
}
