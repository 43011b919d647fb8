package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.Team;

/** A set of agents. */
public record TeamView(Team it, Scope scope) implements Scoped {}
