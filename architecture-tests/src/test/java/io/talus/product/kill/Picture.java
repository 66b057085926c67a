package io.talus.product.kill;

import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads from a server what {@link KeyModel#picture} says of the model. */
final class Picture {
  private Picture() {}

  static Map<String, String> of(RespClient client, String owner) throws IOException {
    Map<String, String> picture = new TreeMap<>();
    for (String type : Writes.types()) {
      for (int number = 0; number < Writes.keysOfAType(); number++) {
        String key = Writes.key(owner, type, number);
        if (client.call("EXISTS", key).number() == 1) {
          picture.put(key, content(client, type, key) + " @" + expiry(client, key));
        }
      }
    }
    return picture;
  }

  private static String expiry(RespClient client, String key) throws IOException {
    return client.call("PEXPIRETIME", key).text();
  }

  private static String content(RespClient client, String type, String key) throws IOException {
    return switch (type) {
      case "list" -> client.call("LRANGE", key, "0", "-1").texts().toString();
      case "set" -> new TreeSet<>(client.call("SMEMBERS", key).texts()).toString();
      case "hash" -> pairs(client.call("HGETALL", key)).toString();
      case "zset" -> pairs(client.call("ZRANGE", key, "0", "-1", "WITHSCORES")).toString();
      default -> client.call("GET", key).text();
    };
  }

  private static Map<String, String> pairs(Answer answer) {
    Map<String, String> pairs = new TreeMap<>();
    List<String> texts = new ArrayList<>(answer.texts());
    for (int i = 0; i < texts.size(); i += 2) {
      pairs.put(texts.get(i), texts.get(i + 1));
    }
    return pairs;
  }
}
