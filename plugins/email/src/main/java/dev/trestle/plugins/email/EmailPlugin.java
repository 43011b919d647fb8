package dev.trestle.plugins.email;

import dev.trestle.plugins.email.intake.Intake;
import dev.trestle.plugins.email.out.Outgoing;
import dev.trestle.plugins.email.transport.Sent;
import dev.trestle.plugins.email.transport.Submission;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The e-mail channel. Each of its packages says what it contributes; here it comes together. */
public class EmailPlugin implements DeskPlugin {
  private final Intake intake = new Intake();
  private final Outgoing outgoing;

  public EmailPlugin() {
    this((over, from, to, bytes) -> new Sent.Retry("Nothing sends yet.", null));
  }

  /** The same with another way out. */
  protected EmailPlugin(Submission submission) {
    this.outgoing = new Outgoing(submission);
  }

  @Override
  public List<String> schema() {
    return List.of(text("/schema/intake.graphqls"), text("/schema/outgoing.graphqls"));
  }

  @Override
  public List<RecordType<?>> records() {
    return joined(intake.records(), outgoing.records());
  }

  @Override
  public List<Fields<?>> fields() {
    return joined(intake.fields(), outgoing.fields());
  }

  @Override
  public RootFields roots() {
    RootFields roots = new RootFields();
    intake.addTo(roots);
    outgoing.addTo(roots);
    return roots;
  }

  @Override
  public List<Mutation<?>> mutations() {
    return joined(intake.mutations(), outgoing.mutations());
  }

  @Override
  public List<Reaction> reactions() {
    return outgoing.reactions();
  }

  @Override
  public List<TimerHandler> timers() {
    return outgoing.timers();
  }

  @Override
  public List<OutboxChannel> channels() {
    return outgoing.channels();
  }

  @Override
  public List<Setting> settings() {
    return outgoing.settings();
  }

  @Override
  public List<Permission> permissions() {
    return Intake.permissions();
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static String text(String resource) {
    try (InputStream in = EmailPlugin.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
