package dev.trestle.app.cli;

import dev.trestle.app.desk.Software;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"trestle " + Software.version()};
  }
}
