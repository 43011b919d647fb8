package dev.trestle.plugins.tests.postoffice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    authority.openssl(
        List.of(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem",
            "-days",
            DAYS,
            "-subj",
            "/CN=" + name));
    return authority;
  }

  /** The authority's own certificate, in PEM. */
  String pem() throws IOException {
    return Files.readString(folder.resolve("ca.pem"));
  }

  /** Makes {@code <file>.pem} and {@code <file>.key} for a server of this name. */
  void vouchFor(String host, String file) throws IOException {
    openssl(
        List.of(
            "req",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            file + ".key",
            "-out",
            file + ".csr",
            "-subj",
            "/CN=" + host));
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

  private void openssl(List<String> what) throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of("openssl"));
    command.addAll(what);
    Programs.run(folder, command);
  }
}
