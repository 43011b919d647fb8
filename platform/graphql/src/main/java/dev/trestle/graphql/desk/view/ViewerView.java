package dev.trestle.graphql.desk.view;

import dev.trestle.domain.access.Viewer;
import dev.trestle.sdk.desk.PrincipalKind;
import org.jspecify.annotations.Nullable;

/** Whoever is asking. */
public record ViewerView(Viewer it, Scope scope) implements Scoped {

  @Nullable ContactView contact() {
    return it.kind() == PrincipalKind.CONTACT ? scope.contact(it.id()) : null;
  }

  @Nullable AgentView agent() {
    return it.kind() == PrincipalKind.AGENT ? scope.agent(it.id()) : null;
  }
}
