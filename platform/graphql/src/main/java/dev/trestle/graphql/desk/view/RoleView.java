package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.Role;

/** A set of permissions. */
public record RoleView(Role it, Scope scope) implements Scoped {}
