package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.Site;

/** A place. */
public record SiteView(Site it, Scope scope) implements Scoped {}
