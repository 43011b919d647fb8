package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.Company;

/** A client firm. */
public record CompanyView(Company it, Scope scope) implements Scoped {}
