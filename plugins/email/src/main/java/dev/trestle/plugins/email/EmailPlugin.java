package dev.trestle.plugins.email;

import dev.trestle.plugins.email.intake.Intake;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The e-mail channel. Each of its packages says what it contributes; here it comes together. */
public final class EmailPlugin implements DeskPlugin {
  private final Intake intake = new Intake();

  @Override
  public List<String> schema() {
    return List.of(text("/schema/intake.graphqls"));
  }

  @Override
  public List<RecordType<?>> records() {
    return intake.records();
  }

  @Override
  public List<Fields<?>> fields() {
    return intake.fields();
  }

  @Override
  public RootFields roots() {
    RootFields roots = new RootFields();
    intake.addTo(roots);
    return roots;
  }

  @Override
  public List<Mutation<?>> mutations() {
    return intake.mutations();
  }

  @Override
  public List<Permission> permissions() {
    return Intake.permissions();
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
