package dev.trestle.access;

import io.jsonwebtoken.io.DeserializationException;
import io.jsonwebtoken.io.Deserializer;
import io.jsonwebtoken.io.SerializationException;
import io.jsonwebtoken.io.Serializer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the JWT library read and write JSON with {@link StrictJson} and {@link JsonText}. */
final class JwtJson {
  private JwtJson() {}

  static final Deserializer<Map<String, ?>> READER =
      new Deserializer<>() {
        @Override
        public Map<String, @Nullable Object> deserialize(byte[] bytes) {
          return read(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public Map<String, @Nullable Object> deserialize(Reader reader) {
          StringWriter text = new StringWriter();
          try {
            reader.transferTo(text);
          } catch (IOException e) {
            throw new DeserializationException("unreadable", e);
          }
          return read(text.toString());
        }

        private Map<String, @Nullable Object> read(String text) {
          try {
            return StrictJson.object(text);
          } catch (StrictJson.NotJson e) {
            throw new DeserializationException("not strict JSON", e);
          }
        }
      };

  static final Serializer<Map<String, ?>> WRITER =
      new Serializer<>() {
        @Override
        public byte[] serialize(Map<String, ?> object) {
          return JsonText.of(object).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void serialize(Map<String, ?> object, OutputStream out) {
          try {
            out.write(serialize(object));
          } catch (IOException e) {
            throw new SerializationException("unwritable", e);
          }
        }
      };
}
