package dev.trestle.plugins.tests.postoffice;

import dev.trestle.testdata.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An authority of the test's own, and certificates that it vouches for. */
final class Authority {
  private static final String DAYS = "2";

  private final Path folder;

  private Authority(Path folder) {
    this.folder = folder;
  }

  static Authority found(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Authority authority = new Authority(folder);
    authority.request(name, "ca.key", "ca.pem", "-x509", "-days", DAYS);
    return authority;
  }

  /** The authority's own certificate, in PEM. */
  String pem() throws IOException {
    return Files.readString(folder.resolve("ca.pem"));
  }

  /** Makes {@code <file>.pem} and {@code <file>.key} for a server of this name. */
  void vouchFor(String host, String file) throws IOException {
    request(host, file + ".key", file + ".csr");
    Files.writeString(folder.resolve(file + ".ext"), "subjectAltName=DNS:" + host + "\n");
    openssl(
        List.of(
            "x509",
            "-req",
            "-in",
            file + ".csr",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            DAYS,
            "-extfile",
            file + ".ext",
            "-out",
            file + ".pem"));
  }

  Path certificate(String file) {
    return folder.resolve(file + ".pem");
  }

  Path key(String file) {
    return folder.resolve(file + ".key");
  }

  /** Makes a key, and with it a request for a certificate of this name. */
  private void request(String name, String key, String out, String... more) {
    List<String> what =
        new ArrayList<>(
            List.of("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"));
    what.addAll(List.of("-keyout", key, "-out", out, "-subj", "/CN=" + name));
    what.addAll(List.of(more));
    openssl(what);
  }

  private void openssl(List<String> what) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(what);
    Program.run(folder, command);
  }
}
