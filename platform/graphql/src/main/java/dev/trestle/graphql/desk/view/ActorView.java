package dev.trestle.graphql.desk.view;

import dev.trestle.sdk.desk.PrincipalKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did or said something, as it was known then. */
public record ActorView(String name, String kindName, @Nullable UUID id, Scope scope) {

  /** Kinds that a later version or a plugin wrote are told as the desk itself. */
  PrincipalKind kind() {
    for (PrincipalKind kind : PrincipalKind.values()) {
      if (kind.name().equals(kindName)) {
        return kind;
      }
    }
    return PrincipalKind.SYSTEM;
  }

  @Nullable Object party() {
    return id == null ? null : scope.party(id);
  }
}
