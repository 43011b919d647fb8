package dev.trestle.graphql.desk.view;

import dev.trestle.domain.credentials.TokenAlgorithm;
import dev.trestle.domain.credentials.TrustedIssuer;
import java.util.List;
import java.util.Objects;

/** An outside identity provider; everything about it is public. */
public record TrustedIssuerView(TrustedIssuer it) {

  List<TokenAlgorithm> algorithms() {
    return it.algorithms().stream().map(TokenAlgorithm::of).filter(Objects::nonNull).toList();
  }
}
