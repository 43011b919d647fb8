package dev.trestle.plugins.email;

import dev.trestle.plugins.email.intake.Intake;
import dev.trestle.plugins.email.intake.Reading;
import dev.trestle.plugins.email.out.Outgoing;
import dev.trestle.plugins.email.transport.Submission;
import dev.trestle.plugins.email.transport.Transport;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.settings.Setting;
import dev.trestle.sdk.work.Worker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The e-mail channel. Each of its packages says what it contributes; here it comes together. */
public class EmailPlugin implements DeskPlugin {
  private final Intake intake;
  private final Transport transport = new Transport();
  private final Outgoing outgoing;

  public EmailPlugin() {
    this(Reading.USUAL);
  }

  /** The same with another way to understand messages. */
  protected EmailPlugin(Reading reading) {
    this.intake = new Intake(reading);
    this.outgoing = new Outgoing(transport.submission());
  }

  /** The same with another way out. */
  protected EmailPlugin(Submission submission) {
    this.intake = new Intake(Reading.USUAL);
    this.outgoing = new Outgoing(submission);
  }

  @Override
  public List<String> schema() {
    return List.of(
        text("/schema/intake.graphqls"),
        text("/schema/outgoing.graphqls"),
        text("/schema/transport.graphqls"));
  }

  @Override
  public List<RecordType<?>> records() {
    return joined(intake.records(), outgoing.records(), transport.records());
  }

  @Override
  public List<Fields<?>> fields() {
    return joined(intake.fields(), outgoing.fields(), transport.fields());
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
    return joined(outgoing.settings(), transport.settings());
  }

  @Override
  public List<Worker> workers() {
    return transport.workers(intake.door());
  }

  @Override
  public List<Endpoint> endpoints() {
    return intake.endpoints();
  }

  @Override
  public List<Permission> permissions() {
    return Intake.permissions();
  }

  @SafeVarargs
  private static <T> List<T> joined(List<T>... parts) {
    List<T> all = new ArrayList<>();
    for (List<T> part : parts) {
      all.addAll(part);
    }
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
