package dev.trestle.access;

import java.io.IOException;

/** Brings the published keys of a trusted issuer. The address comes from the desk's own records. */
@FunctionalInterface
public interface JwksFetcher {

  /** The JWK set as text; an exception when it cannot be had in time and within the size limit. */
  String fetch(String url) throws IOException, InterruptedException;
}
