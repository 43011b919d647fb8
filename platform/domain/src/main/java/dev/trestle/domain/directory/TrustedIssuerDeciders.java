package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.AddTrustedIssuer;
import dev.trestle.domain.command.DirectoryCommands.RemoveTrustedIssuer;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.credentials.KeySetCheck;
import dev.trestle.domain.credentials.TokenAlgorithm;
import dev.trestle.domain.credentials.TrustedIssuer;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TextRules;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose tokens the desk takes besides its own. Whoever adds an issuer can become anybody,
 * so it takes every permission there is.
 */
public final class TrustedIssuerDeciders {
  private static final int TEXT_MAX = 500;
  private static final int JWKS_MAX = 100_000;

  /** Without user and password, which would end up in events. */
  private static final Pattern HTTPS = Pattern.compile("https://[^\\s/@?#]+([/?][^\\s@#]*)?");

  private TrustedIssuerDeciders() {}

  public static void register(Deciders deciders, KeySetCheck keySets) {
    deciders.add(AddTrustedIssuer.class, (wish, draft) -> add(wish, draft, keySets));
    deciders.add(RemoveTrustedIssuer.class, TrustedIssuerDeciders::remove);
  }

  private static void add(AddTrustedIssuer wish, Draft draft, KeySetCheck keySets) {
    if (!draft.require(Permissions.CREDENTIAL_MANAGE)) {
      return;
    }
    RoleGrants.refuseExceeding(draft, Permissions.ALL);
    String jwks = TextRules.optional(draft, wish.jwks(), JWKS_MAX, "input", "jwks");
    String url = TextRules.optional(draft, wish.jwksUrl(), TEXT_MAX, "input", "jwksUrl");
    if ((jwks == null) == (url == null)) {
      draft.invalid("KEYS_REQUIRED", "Give either jwksUrl or jwks.", "input", "jwksUrl");
    }
    if (url != null && !HTTPS.matcher(url).matches()) {
      draft.invalid(
          "URL_INVALID",
          "Keys are fetched from an https address without user and password.",
          "input",
          "jwksUrl");
    }
    if (jwks != null && !keySets.usable(jwks)) {
      draft.invalid(
          "KEYS_UNUSABLE",
          "Give a JWK set with at least one public key for RS256, ES256 or EdDSA with Ed25519.",
          "input",
          "jwks");
    }
    TrustedIssuer issuer =
        new TrustedIssuer(
            DirectoryWork.newId(draft, Tables.TRUSTED_ISSUERS, wish.id()),
            1,
            TextRules.required(draft, wish.issuer(), TEXT_MAX, "input", "issuer"),
            TextRules.required(draft, wish.audience(), TEXT_MAX, "input", "audience"),
            algorithms(draft, wish.algorithms()),
            jwks,
            url,
            "sub",
            "email",
            true,
            Document.empty());
    DirectoryWork.create(draft, "TrustedIssuerAdded", Tables.TRUSTED_ISSUERS, issuer);
  }

  private static List<String> algorithms(Draft draft, List<TokenAlgorithm> wished) {
    if (wished.isEmpty()) {
      draft.invalid("REQUIRED", "Name at least one algorithm.", "input", "algorithms");
    }
    return wished.stream().distinct().map(TokenAlgorithm::headerName).toList();
  }

  private static void remove(RemoveTrustedIssuer wish, Draft draft) {
    TrustedIssuer issuer = find(wish, draft);
    if (issuer == null) {
      return;
    }
    RoleGrants.refuseExceeding(draft, Permissions.ALL);
    draft.remove(Tables.TRUSTED_ISSUERS, issuer);
    draft.event(
        "TrustedIssuerRemoved",
        Tables.TRUSTED_ISSUERS,
        issuer.id(),
        null,
        List.of(),
        issuer.issuer(),
        false);
    draft.result(Tables.TRUSTED_ISSUERS.name(), issuer.id());
  }

  private static @Nullable TrustedIssuer find(RemoveTrustedIssuer wish, Draft draft) {
    return DirectoryWork.find(
        draft,
        Permissions.CREDENTIAL_MANAGE,
        Tables.TRUSTED_ISSUERS,
        wish.trustedIssuerId(),
        wish.expectedVersion());
  }
}
