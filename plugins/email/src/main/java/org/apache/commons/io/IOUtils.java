package org.apache.commons.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the place of the class of this name, of which commons-net asks for nothing but to close
 * connections, so that the plugin's jar need not hold all of commons-io for it.
 */
public final class IOUtils {
  private IOUtils() {}

  public static void closeQuietly(@Nullable Closeable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (IOException gone) {
      // Whoever closes quietly has no use for it any more.
    }
  }

  public static void closeQuietly(@Nullable InputStream stream) {
    closeQuietly((Closeable) stream);
  }

  public static void closeQuietly(@Nullable OutputStream stream) {
    closeQuietly((Closeable) stream);
  }

  public static void closeQuietly(@Nullable Socket socket) {
    closeQuietly((Closeable) socket);
  }
}
