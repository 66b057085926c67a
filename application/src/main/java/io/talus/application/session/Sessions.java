package io.talus.application.session;

import io.talus.application.port.ClientChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connected clients by id. Belongs to the shard's thread. */
public final class Sessions {
  private final Map<Long, Session> byId = new LinkedHashMap<>();

  /** The clients of other nodes: what bounds them are those nodes' calls. */
  private final Set<Session> hosted = new LinkedHashSet<>();

  private final Reception reception;
  private final SessionMemory memory;
  private Consumer<Session> onClose = session -> {};
  private long lastId;

  /** Nobody is connected yet. */
  public Sessions(Reception reception, SessionMemory memory) {
    this.reception = reception;
    this.memory = memory;
  }

  /** What they make the node keep. */
  public SessionMemory memory() {
    return memory;
  }

  /** Calls the consumer for each client that leaves from now on. */
  public void onClose(Consumer<Session> consumer) {
    onClose = consumer;
  }

  /** Decides what becomes of a new client: it may be greeted, or sent an error and closed. */
  @FunctionalInterface
  public interface Reception {
    /** Called once for each client, when it is in the list. */
    void receive(Session session, int connected);
  }

  public Session open(ClientChannel channel, long nowMillis) {
    Session session = new Session(++lastId, channel, nowMillis);
    byId.put(session.id(), session);
    reception.receive(session, byId.size());
    return session;
  }

  /** Opens a session for a client of another node, which has let it in. It is not in the list. */
  public Session host(long id, ClientChannel channel, long nowMillis) {
    Session session = new Session(id, channel, nowMillis);
    session.becomeOperator();
    session.ofOtherNode();
    hosted.add(session);
    return session;
  }

  public void close(Session session) {
    hosted.remove(session);
    if (byId.remove(session.id(), session)) {
      onClose.accept(session);
    }
    memory.forget(session);
  }

  public @Nullable Session find(long id) {
    return byId.get(id);
  }

  /** All clients, oldest first. */
  public Collection<Session> all() {
    return byId.values();
  }

  /** All clients, those of other nodes included. */
  public List<Session> everyone() {
    List<Session> everyone = new ArrayList<>(byId.values());
    everyone.addAll(hosted);
    return everyone;
  }

  public int count() {
    return byId.size();
  }
}
