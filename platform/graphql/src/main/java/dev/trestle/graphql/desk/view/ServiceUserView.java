package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.ServiceUser;

/** A machine user. */
public record ServiceUserView(ServiceUser it, Scope scope) implements Scoped {}
