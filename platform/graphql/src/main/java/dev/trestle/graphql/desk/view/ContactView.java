package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.Contact;

/** A person outside the desk. */
public record ContactView(Contact it, Scope scope) implements Scoped {}
