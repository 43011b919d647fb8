package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.CustomField;

/** A field added at run time. */
public record CustomFieldView(CustomField it, Scope scope) implements Scoped {}
