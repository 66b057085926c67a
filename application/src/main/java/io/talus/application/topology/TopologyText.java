package io.talus.application.topology;

import io.talus.application.port.MetadataException;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.topology.Address;
import io.talus.domain.replication.topology.NodeAddresses;
import io.talus.domain.replication.topology.Topology.NodeEntry;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.PasswordDigest;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.table.TableRefused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of the metadata, written and read; the package says what they look like. Whatever is
 * wrong with a value comes out as a {@link MetadataException} with its key.
 */
final class TopologyText {
  private static final String NONE = "-";
  private static final String YES = "yes";

  /** Only there if somebody lags. */
  private static final String LAGGING = "lagging";

  private TopologyText() {}

  static byte[] cluster(String id) {
    return ValueText.write("id", id);
  }

  static String cluster(String key, byte[] value) {
    return read(key, value, text -> text.word("id"));
  }

  static byte[] write(NodeEntry node) {
    return ValueText.write(
        "id", node.id(),
        "name", node.name(),
        "peer", node.addresses().peer().toString(),
        "client", node.addresses().client().toString(),
        "cluster", node.addresses().cluster().toString(),
        "draining", node.draining() ? YES : "no");
  }

  static byte[] removedNode() {
    return ValueText.write("removed", YES);
  }

  /** Empty if it was removed. */
  static Optional<NodeEntry> node(String key, byte[] value) {
    return read(
        key,
        value,
        text ->
            text.has("removed")
                ? Optional.empty()
                : Optional.of(
                    new NodeEntry(
                        text.word("id"),
                        text.word("name"),
                        new NodeAddresses(
                            Address.parse(text.word("peer")),
                            Address.parse(text.word("client")),
                            Address.parse(text.word("cluster"))),
                        text.word("draining").equals(YES))));
  }

  static byte[] write(ReplicaGroup group) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "epoch", Long.toString(group.epoch()),
                "leader", members(group.leader().stream().toList()),
                "voters", members(group.membership().voters()),
                "learners", members(group.membership().learners())));
    if (!group.lagging().isEmpty()) {
      words.addAll(List.of(LAGGING, members(group.lagging().stream().sorted().toList())));
    }
    return ValueText.write(words.toArray(new String[0]));
  }

  private static String members(List<MemberId> members) {
    return members.isEmpty()
        ? NONE
        : members.stream()
            .map(member -> member.node() + "." + member.life())
            .collect(Collectors.joining(","));
  }

  static ReplicaGroup group(String key, byte[] value) {
    return read(
        key,
        value,
        text ->
            new ReplicaGroup(
                text.number("epoch"),
                members(text.word("leader")).stream().findFirst(),
                new Membership(members(text.word("voters")), members(text.word("learners"))),
                text.has(LAGGING) ? Set.copyOf(members(text.word(LAGGING))) : Set.of()));
  }

  private static List<MemberId> members(String word) {
    return word.equals(NONE)
        ? List.of()
        : Arrays.stream(word.split(",", -1)).map(TopologyText::member).toList();
  }

  private static MemberId member(String word) {
    String[] numbers = word.split("\\.", -1);
    if (numbers.length != 2) {
      throw new IllegalArgumentException("member " + word);
    }
    return new MemberId(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }

  static byte[] write(TableDefinition table) {
    PasswordDigest password = table.password();
    return ValueText.write(
        "name", table.name(),
        "slots", Integer.toString(table.slotCount()),
        "replicas", Integer.toString(table.replicas()),
        "consistency", table.consistency().text(),
        "password", password == null ? NONE : password.hex());
  }

  static byte[] droppedTable() {
    return ValueText.write("dropped", YES);
  }

  /** Empty if it was dropped. */
  static Optional<TableDefinition> table(String key, int number, byte[] value) {
    return read(
        key,
        value,
        text ->
            text.has("dropped")
                ? Optional.empty()
                : Optional.of(
                    new TableDefinition(
                        number,
                        text.word("name"),
                        Math.toIntExact(text.number("slots")),
                        Math.toIntExact(text.number("replicas")),
                        consistency(text.word("consistency")),
                        password(text.word("password")))));
  }

  private static Consistency consistency(String word) {
    return Consistency.of(word)
        .orElseThrow(() -> new IllegalArgumentException("consistency " + word));
  }

  private static @Nullable PasswordDigest password(String word) {
    return word.equals(NONE) ? null : PasswordDigest.ofHex(word);
  }

  private static <T> T read(String key, byte[] value, Function<ValueText, T> reading) {
    try {
      return reading.apply(ValueText.read(key, value));
    } catch (IllegalArgumentException | ArithmeticException | TableRefused wrong) {
      throw new MetadataException(key + ": " + wrong.getMessage(), wrong);
    }
  }
}
