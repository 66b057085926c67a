package io.talus.application.session;

import io.talus.application.port.ClientChannel;
import io.talus.application.port.Ticket;
import java.util.BitSet;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** A client's connection: what it has selected, proven, named and queued. Belongs to its loop. */
public final class Session implements Ticket.Waiter {
  /** What CLIENT REPLY has asked for. */
  public enum Replies {
    ON,
    OFF,
    /** The reply of this command is left out, then they are on again. */
    SKIP_THIS,
    /** The reply of the next command is left out. */
    SKIP_NEXT
  }

  /** What a client may turn on for itself. */
  public enum Mode {
    /** It is spared when memory for clients is short. */
    NO_EVICT,
    /** Its commands do not count as a use of keys. */
    NO_TOUCH,
    /** It sees what others do. */
    MONITOR,
    /** It reads where there are followers: it can do with what they have. */
    READONLY
  }

  private final long id;
  private final ClientChannel channel;
  private final long connectedAtMillis;
  private final BitSet openedTables = new BitSet();
  private final EnumSet<Mode> modes = EnumSet.noneOf(Mode.class);
  private String name = "";
  private String libraryName = "";
  private String libraryVersion = "";
  private int table;
  private int protocol = 2;
  private boolean authenticated;
  private boolean operator;
  private Replies replies = Replies.ON;
  private @Nullable Transaction transaction;
  private @Nullable Waiting waiting;
  private @Nullable Promises promises;
  private @Nullable BitSet scope;
  private @Nullable WrittenSlots written;
  private boolean ofOtherNode;
  private long timeLeftMillis;
  private long keptBytes;
  private boolean watchBroken;
  private boolean closing;
  private boolean touchedThisTick;
  private Ticket awaited = Ticket.NONE;
  private long lastCommandAtMillis;
  private String lastCommand = "NULL";

  public Session(long id, ClientChannel channel, long nowMillis) {
    this.id = id;
    this.channel = channel;
    this.connectedAtMillis = nowMillis;
    this.lastCommandAtMillis = nowMillis;
  }

  public long id() {
    return id;
  }

  public ClientChannel channel() {
    return channel;
  }

  /** Whether the client knows Redis Cluster: it is told where to go instead of being served. */
  public boolean knowsCluster() {
    return channel.isOnClusterPort();
  }

  public long connectedAtMillis() {
    return connectedAtMillis;
  }

  public String name() {
    return name;
  }

  public void rename(String newName) {
    name = newName;
  }

  public String libraryName() {
    return libraryName;
  }

  public void libraryName(String value) {
    libraryName = value;
  }

  public String libraryVersion() {
    return libraryVersion;
  }

  public void libraryVersion(String value) {
    libraryVersion = value;
  }

  /** The number of the selected table. */
  public int table() {
    return table;
  }

  public void select(int number) {
    table = number;
  }

  /** The RESP version the client speaks, 2 or 3. */
  public int protocol() {
    return protocol;
  }

  public void protocol(int version) {
    protocol = version;
    channel.protocol(version);
  }

  /** Whether the client may run commands at all. */
  public boolean isAuthenticated() {
    return authenticated;
  }

  public void authenticated(boolean yes) {
    authenticated = yes;
    if (!yes) {
      operator = false;
      openedTables.clear();
    }
  }

  /** Whether the client may use the tables without a password of their own, and administrate. */
  public boolean isOperator() {
    return operator;
  }

  public void becomeOperator() {
    authenticated = true;
    operator = true;
  }

  /** The numbers of the tables with a password of their own that the connection has opened. */
  public BitSet openedTables() {
    return openedTables;
  }

  public Replies replies() {
    return replies;
  }

  public void replies(Replies mode) {
    replies = mode;
  }

  /** What MULTI has begun; null outside. */
  public @Nullable Transaction transaction() {
    return transaction;
  }

  public void transaction(@Nullable Transaction begun) {
    transaction = begun;
  }

  /** What the session waits for; null while it can take commands. */
  public @Nullable Waiting waiting() {
    return waiting;
  }

  public void waiting(@Nullable Waiting forWhat) {
    waiting = forWhat;
  }

  /** The replies that are yet to come; null if there are none. */
  public @Nullable Promises promises() {
    return promises;
  }

  public void promises(@Nullable Promises owed) {
    promises = owed;
  }

  /**
   * The slots that commands on whole tables keep to, as others do the rest; null for all. Of
   * clients of other nodes alone.
   */
  public @Nullable BitSet scope() {
    return scope;
  }

  public void scope(@Nullable BitSet slots) {
    scope = slots;
  }

  /** The client is another node's: what it writes is kept there. */
  void ofOtherNode() {
    ofOtherNode = true;
  }

  /** Whether the client is connected to another node. */
  public boolean isOfOtherNode() {
    return ofOtherNode;
  }

  /** The client has written to a slot that other nodes hold, too. */
  public void wrote(int tableNumber, int slot, long epoch) {
    if (!ofOtherNode) {
      written().add(tableNumber, slot, epoch);
    }
  }

  /** What the client has written to slots that other nodes hold, too. */
  public WrittenSlots written() {
    WrittenSlots slots = written;
    if (slots == null) {
      slots = new WrittenSlots();
      written = slots;
    }
    return slots;
  }

  /** The next command that blocks has waited before, and may wait only for so much longer. */
  public void timeLeft(long millis) {
    timeLeftMillis = millis;
  }

  /** How long a command may wait that has been waiting before; 0 if it has not. Told once. */
  public long takeTimeLeft() {
    long left = timeLeftMillis;
    timeLeftMillis = 0;
    return left;
  }

  /** Bytes of the arguments of commands that are queued, or wait. */
  public long heldBytes() {
    long queued = transaction == null ? 0 : transaction.bytes();
    return waiting == null ? queued : queued + waiting.args().bytes();
  }

  /** What the client makes the node keep, by {@link SessionMemory}. */
  public long keptBytes() {
    return keptBytes;
  }

  void keep(long bytes) {
    keptBytes += bytes;
  }

  /** Whether a key that the client watches has changed. */
  public boolean isWatchBroken() {
    return watchBroken;
  }

  public void watchBroken(boolean yes) {
    watchBroken = yes;
  }

  public boolean is(Mode mode) {
    return modes.contains(mode);
  }

  public void turn(Mode mode, boolean on) {
    if (on) {
      modes.add(mode);
    } else {
      modes.remove(mode);
    }
  }

  /** Whether the connection is to be closed after what was sent. */
  public boolean isClosing() {
    return closing;
  }

  /** Also after those that are yet to come. */
  public void closeAfterReplies() {
    closing = true;
    closeIfAnswered();
  }

  /** Closes the connection if that was wanted and no reply is yet to come. */
  public void closeIfAnswered() {
    if (closing && promises == null) {
      channel.close();
    }
  }

  /** Closes the connection after the reply of the command that runs now. */
  public void closeAfterThisReply() {
    closing = true;
  }

  /** Lets replies leave whose tickets are settled; goes on by itself with those that are not. */
  public void release() {
    Ticket next = channel.release();
    if (next != awaited && next.isPending()) {
      awaited = next;
      next.await(this);
    }
  }

  @Override
  public void settled() {
    release();
  }

  /** Notes that the session has replies in this tick; false if that was noted before. */
  public boolean touch() {
    boolean first = !touchedThisTick;
    touchedThisTick = true;
    return first;
  }

  public void tickEnded() {
    touchedThisTick = false;
  }

  public void ran(String command, long nowMillis) {
    lastCommand = command;
    lastCommandAtMillis = nowMillis;
  }

  public String lastCommand() {
    return lastCommand;
  }

  public long lastCommandAtMillis() {
    return lastCommandAtMillis;
  }

  /** RESET: as after connecting, but for the id. */
  public void reset() {
    transaction = null;
    watchBroken = false;
    table = 0;
    name = "";
    replies = Replies.ON;
    modes.clear();
    authenticated(false);
    protocol(2);
  }
}
