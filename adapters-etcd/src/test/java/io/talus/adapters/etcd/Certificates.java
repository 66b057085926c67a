package io.talus.adapters.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An etcd's certificate and a client's, each signed by itself and trusted by the other, and a
 * stranger's; made with openssl for one test run.
 */
record Certificates(Path folder) {
  static Certificates create(Path folder) throws IOException, InterruptedException {
    Certificates certificates = new Certificates(folder);
    for (String name : List.of("etcd", "client", "stranger")) {
      certificates.make(name);
    }
    return certificates;
  }

  private void make(String name) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes"));
    words.addAll(List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"));
    words.addAll(List.of("-days", "2", "-subj", "/CN=" + name));
    words.addAll(List.of("-addext", "subjectAltName=IP:127.0.0.1"));
    words.addAll(List.of("-keyout", key(name).toString(), "-out", certificate(name).toString()));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  private Path certificate(String name) {
    return folder.resolve(name + ".crt");
  }

  private Path key(String name) {
    return folder.resolve(name + ".key");
  }

  String[] etcdOptions() {
    return new String[] {
      "--cert-file=" + certificate("etcd"),
      "--key-file=" + key("etcd"),
      "--client-cert-auth",
      "--trusted-ca-file=" + certificate("client")
    };
  }

  EtcdSettings.Tls known() {
    return new EtcdSettings.Tls(
        certificate("etcd"),
        Optional.of(new EtcdSettings.Identity(certificate("client"), key("client"))));
  }

  EtcdSettings.Tls anonymous() {
    return new EtcdSettings.Tls(certificate("etcd"), Optional.empty());
  }

  EtcdSettings.Tls distrustful() {
    return new EtcdSettings.Tls(certificate("stranger"), known().identity());
  }
}
