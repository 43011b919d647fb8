package dev.trestle.graphql.desk.credential;

import dev.trestle.domain.credentials.RefusalReason;
import dev.trestle.graphql.engine.OperationGate;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever signed in with a one-time password has to change it first. What nobody needs to be signed
 * in for stays open: it gives no more than it gives to anybody.
 */
public final class PasswordFirst implements OperationGate {
  private static final Set<String> OPEN =
      Set.of(
          "passwordChange",
          "viewer",
          "signOut",
          "signIn",
          "tokenRefresh",
          "__typename",
          "__schema",
          "__type");

  @Override
  public @Nullable FieldProblem refusal(Set<String> rootFields) {
    RefusalReason reason = RefusalReason.PASSWORD_CHANGE_DUE;
    return OPEN.containsAll(rootFields)
        ? null
        : new FieldProblem(ProblemType.FORBIDDEN, reason.code(), reason.sentence());
  }
}
