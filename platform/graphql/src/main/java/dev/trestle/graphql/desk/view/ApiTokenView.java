package dev.trestle.graphql.desk.view;

import dev.trestle.domain.credentials.ApiToken;

/** A machine's credential without its secret, which is not kept. */
public record ApiTokenView(ApiToken it, Scope scope) {}
