package dev.trestle.plugins.webhooks;

import static dev.trestle.plugins.webhooks.WebhookRecords.DELIVERIES;
import static dev.trestle.plugins.webhooks.WebhookRecords.POSITIONS;
import static dev.trestle.plugins.webhooks.WebhookRecords.WEBHOOKS;

import dev.trestle.plugins.webhooks.KeyDeciders.RetireKey;
import dev.trestle.plugins.webhooks.KeyDeciders.RotateKey;
import dev.trestle.plugins.webhooks.WebhookDeciders.CreateWebhook;
import dev.trestle.plugins.webhooks.WebhookDeciders.EditWebhook;
import dev.trestle.plugins.webhooks.WebhookDeciders.ReplayWebhook;
import dev.trestle.plugins.webhooks.WebhookDeciders.WebhookWish;
import dev.trestle.sdk.command.Decider;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.command.Mutation.Answer;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.settings.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells other systems what happens on the desk. */
public final class WebhooksPlugin implements DeskPlugin {
  static final String MANAGE = "webhooks.manage";

  @Override
  public List<Fields<?>> fields() {
    return WebhookFields.all();
  }

  @Override
  public RootFields roots() {
    return WebhookFields.roots();
  }

  @Override
  public List<Mutation<?>> mutations() {
    return List.of(
        mutation("webhookCreate", CreateWebhook.class, WebhookDeciders::create)
            .checkedFirst(asked -> Address.lookUp(asked.input().url(), asked))
            .shows("secret", WebhooksPlugin::secret),
        mutation("webhookEdit", EditWebhook.class, WebhookDeciders::edit)
            .checkedFirst(asked -> Address.lookUp(asked.input().url(), asked)),
        mutation("webhookStop", WebhookWish.class, WebhookDeciders::stop),
        mutation("webhookStart", WebhookWish.class, WebhookDeciders::start),
        mutation("webhookReplay", ReplayWebhook.class, WebhookDeciders::replay),
        mutation("webhookKeyRotate", RotateKey.class, KeyDeciders::rotate)
            .shows("secret", WebhooksPlugin::secret),
        mutation("webhookKeyRetire", RetireKey.class, KeyDeciders::retire),
        Mutation.of("webhookRemove", WebhookWish.class, WebhookDeciders::remove)
            .needs(MANAGE)
            .shows("removedId", answer -> answer.id("removed")));
  }

  @Override
  public List<RecordType<?>> records() {
    return List.of(WEBHOOKS, POSITIONS, DELIVERIES);
  }

  @Override
  public List<Reaction> reactions() {
    return List.of(new WakeReaction());
  }

  @Override
  public List<TimerHandler> timers() {
    return List.of(new Pump());
  }

  @Override
  public List<OutboxChannel> channels() {
    return List.of(new HttpChannel());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(
        new Permission(
            MANAGE,
            "See and change webhooks. Who may do this can have everything sent that the plugin may"
                + " read, internal notes included.",
            List.of()));
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.of(
            Address.PLAIN_HTTP,
            Setting.Kind.FLAG,
            "Whether addresses may begin with http, without encryption. For receivers on the"
                + " desk's own network, which the operator must allow besides.",
            "false"));
  }

  private static <C extends Record> Mutation<C> mutation(
      String name, Class<C> input, Decider<C> decider) {
    return Mutation.of(name, input, decider).needs(MANAGE).shows("webhook", WebhooksPlugin::shown);
  }

  private static @Nullable Webhook shown(Answer answer) {
    return answer.snapshot().records(WEBHOOKS).get(answer.id("webhook"));
  }

  private static @Nullable String secret(Answer answer) {
    return answer.repeated()
        ? null
        : KeyDeciders.secret(shown(answer), answer.surroundings().secrets());
  }
}
