package io.talus.application.settings;

import io.talus.application.port.ClientKind;
import io.talus.application.port.OutputLimit;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** {@code client-output-buffer-limit}: for each class of clients a hard and a soft limit. */
record OutputLimitsType() implements SettingType<Map<ClientKind, OutputLimit>> {
  private static final int WORDS_PER_CLASS = 4;

  @Override
  public Map<ClientKind, OutputLimit> parse(
      List<String> words, Map<ClientKind, OutputLimit> current) throws RefusedValue {
    if (words.isEmpty() || words.size() % WORDS_PER_CLASS != 0) {
      throw new RefusedValue("Wrong number of arguments in buffer limit configuration.");
    }
    Map<ClientKind, OutputLimit> limits = new EnumMap<>(ClientKind.class);
    limits.putAll(current);
    for (int i = 0; i < words.size(); i += WORDS_PER_CLASS) {
      limits.put(kind(words.get(i)), limit(words.subList(i + 1, i + WORDS_PER_CLASS)));
    }
    return Map.copyOf(limits);
  }

  private static ClientKind kind(String word) throws RefusedValue {
    return switch (ChoiceType.lowerCase(word)) {
      case "normal" -> ClientKind.NORMAL;
      case "replica", "slave" -> ClientKind.REPLICA;
      case "pubsub" -> ClientKind.SUBSCRIBER;
      default ->
          throw new RefusedValue("Invalid client class specified in buffer limit configuration.");
    };
  }

  private static OutputLimit limit(List<String> words) throws RefusedValue {
    OptionalLong hard = MemorySize.parse(words.get(0));
    OptionalLong soft = MemorySize.parse(words.get(1));
    OptionalLong seconds = Decimal.parse(Bytes.of(words.get(2)));
    if (hard.isEmpty()
        || soft.isEmpty()
        || seconds.isEmpty()
        || seconds.getAsLong() < 0
        || seconds.getAsLong() > Integer.MAX_VALUE) {
      throw new RefusedValue(
          "Error in hard, soft or soft_seconds setting in buffer limit configuration.");
    }
    return new OutputLimit(hard.getAsLong(), soft.getAsLong(), (int) seconds.getAsLong());
  }

  @Override
  public String text(Map<ClientKind, OutputLimit> value) {
    StringJoiner text = new StringJoiner(" ");
    for (ClientKind kind : ClientKind.values()) {
      OutputLimit limit = value.getOrDefault(kind, OutputLimit.NONE);
      text.add(name(kind, "slave"))
          .add(Long.toString(limit.hardBytes()))
          .add(Long.toString(limit.softBytes()))
          .add(Integer.toString(limit.softSeconds()));
    }
    return text.toString();
  }

  private static String name(ClientKind kind, String replica) {
    return switch (kind) {
      case NORMAL -> "normal";
      case REPLICA -> replica;
      case SUBSCRIBER -> "pubsub";
    };
  }

  @Override
  public String expected() {
    return "normal, replica or pubsub, a hard limit, a soft limit and seconds";
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }

  @Override
  public List<String> lines(Map<ClientKind, OutputLimit> value) {
    List<String> lines = new ArrayList<>();
    for (ClientKind kind : ClientKind.values()) {
      OutputLimit limit = value.getOrDefault(kind, OutputLimit.NONE);
      lines.add(
          "%s %s %s %d"
              .formatted(
                  name(kind, "replica"),
                  MemorySize.shortest(limit.hardBytes()),
                  MemorySize.shortest(limit.softBytes()),
                  limit.softSeconds()));
    }
    return lines;
  }
}
