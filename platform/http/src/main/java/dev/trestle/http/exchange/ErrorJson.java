package dev.trestle.http.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Refusals in the shape of a GraphQL error, so that one client branch reads them all. */
public final class ErrorJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ErrorJson() {}

  /** {@code {"errors":[{...}]}} */
  public static byte[] answer(Refusal refusal, String traceId) {
    return write(refusal, traceId, true);
  }

  /** {@code [{...}]}, as an error message of graphql-transport-ws carries it. */
  public static byte[] list(Refusal refusal, String traceId) {
    return write(refusal, traceId, false);
  }

  private static byte[] write(Refusal refusal, String traceId, boolean wrapped) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      if (wrapped) {
        json.writeStartObject();
        json.writeFieldName("errors");
      }
      json.writeStartArray();
      json.writeStartObject();
      json.writeStringField("message", refusal.sentence());
      json.writeObjectFieldStart("extensions");
      json.writeStringField("type", refusal.type().name());
      json.writeStringField("code", refusal.code());
      json.writeStringField("remedy", refusal.remedy());
      json.writeStringField("traceId", traceId);
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
      if (wrapped) {
        json.writeEndObject();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return out.toByteArray();
  }
}
