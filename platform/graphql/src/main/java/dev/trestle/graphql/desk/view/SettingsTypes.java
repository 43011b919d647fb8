package dev.trestle.graphql.desk.view;

import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.schema.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Custom fields, views, roles, machines and trusted issuers. */
public final class SettingsTypes {
  private SettingsTypes() {}

  public static List<Fields<?>> all() {
    return List.of(customField(), savedView(), role(), serviceUser(), apiToken(), trustedIssuer());
  }

  private static Fields<CustomFieldView> customField() {
    return Fields.of("CustomField", CustomFieldView.class)
        .getter("id", field -> field.it().id())
        .getter("target", field -> field.it().target())
        .getter("key", field -> field.it().key())
        .getter("label", field -> field.it().label())
        .getter("description", field -> field.scope().staff() ? field.it().description() : null)
        .getter("type", field -> field.it().type())
        .getter("options", field -> field.it().options())
        .booleanGetter("visibleToContacts", field -> field.it().visibleToContacts())
        .booleanGetter("searchable", field -> field.it().searchable())
        .booleanGetter("retired", field -> field.it().retired())
        .getter("createdAt", field -> Times.of(field.it().createdAtMillis()))
        .getter("updatedAt", field -> Times.of(field.it().updatedAtMillis()))
        .intGetter("version", field -> field.it().version());
  }

  private static Fields<SavedViewView> savedView() {
    return Fields.of("SavedView", SavedViewView.class)
        .getter("id", view -> view.it().id())
        .getter("name", view -> view.it().name())
        .getter("owner", view -> view.scope().agent(view.it().ownerId()))
        .booleanGetter("shared", view -> view.it().shared())
        .getter("definition", SavedViewView::definition)
        .batch(
            "tickets",
            Batches.of(
                "SavedView.tickets",
                SavedViewView::scope,
                (view, arguments) -> view.tickets(arguments)))
        .getter("createdAt", view -> Times.of(view.it().createdAtMillis()))
        .getter("updatedAt", view -> Times.of(view.it().updatedAtMillis()))
        .intGetter("version", view -> view.it().version());
  }

  private static Fields<RoleView> role() {
    return Fields.of("Role", RoleView.class)
        .getter("id", role -> role.it().id())
        .getter("key", role -> role.it().key())
        .getter("name", role -> role.it().name())
        .getter("description", role -> role.it().description())
        .getter("permissions", role -> List.copyOf(new TreeSet<>(role.it().permissions())))
        .booleanGetter("builtIn", role -> role.it().builtIn())
        .getter("createdAt", role -> Times.of(role.it().createdAtMillis()))
        .getter("updatedAt", role -> Times.of(role.it().updatedAtMillis()))
        .intGetter("version", role -> role.it().version());
  }

  private static Fields<ServiceUserView> serviceUser() {
    return Fields.of("ServiceUser", ServiceUserView.class)
        .getter("id", user -> user.it().id())
        .getter("name", user -> user.it().name())
        .getter("roles", user -> user.scope().roles(user.it().roleIds()))
        .booleanGetter("active", user -> user.it().active())
        .getter("apiTokens", SettingsTypes::tokensOf)
        .getter("createdAt", user -> Times.of(user.it().createdAtMillis()))
        .getter("updatedAt", user -> Times.of(user.it().updatedAtMillis()))
        .intGetter("version", user -> user.it().version());
  }

  private static List<ApiTokenView> tokensOf(ServiceUserView user) {
    if (!user.scope().managesCredentials()) {
      return List.of();
    }
    Table<ApiToken> tokens = user.scope().state().table(Tables.API_TOKENS);
    List<ApiTokenView> found = new ArrayList<>();
    tokens
        .group("principal", user.it().id())
        .forEach(slot -> found.add(new ApiTokenView(tokens.require(slot), user.scope())));
    return found.reversed();
  }

  private static Fields<ApiTokenView> apiToken() {
    return Fields.of("ApiToken", ApiTokenView.class)
        .getter("id", token -> token.it().id())
        .getter("name", token -> token.it().name())
        .getter("serviceUser", token -> token.scope().serviceUser(token.it().principalId()))
        .getter("scopes", token -> List.copyOf(new TreeSet<>(token.it().scopes())))
        .getter("lastFour", token -> token.it().lastFour())
        .getter("createdAt", token -> Times.of(token.it().createdAtMillis()))
        .getter("expiresAt", token -> Times.of(token.it().expiresAtMillis()))
        .getter("revokedAt", token -> Times.orNull(token.it().revokedAtMillis()));
  }

  private static Fields<TrustedIssuerView> trustedIssuer() {
    return Fields.of("TrustedIssuer", TrustedIssuerView.class)
        .getter("id", issuer -> issuer.it().id())
        .getter("issuer", issuer -> issuer.it().issuer())
        .getter("audience", issuer -> issuer.it().audience())
        .getter("algorithms", TrustedIssuerView::algorithms)
        .getter("jwks", issuer -> issuer.it().jwksJson())
        .getter("jwksUrl", issuer -> issuer.it().jwksUrl())
        .intGetter("version", issuer -> issuer.it().version());
  }
}
