package dev.animals.e2e.issuer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.animals.e2e.DerivedImage;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.testing.Command;

/**
 * An issuer of tokens in a namespace. A pod serves its public keys over HTTPS, with a
 * certificate that the service must be told to trust.
 */
final class Issuer {

	private static final char[] PASSWORD = KeyServer.PASSWORD.toCharArray();

	private final Environment environment;

	Issuer(Environment environment) {
		this.environment = environment;
	}

	/** Returns the address of the public keys, which is valid only in the cluster. */
	String keys() {
		return "https://" + host() + "/keys";
	}

	private String host() {
		return "issuer." + this.environment.namespace() + ".svc.cluster.local";
	}

	/**
	 * Starts the pod, and creates the Secret {@code issuer-trust} with its certificate.
	 * @param key the key to publish
	 */
	void deploy(SigningKey key) throws IOException, GeneralSecurityException {
		Path folder = Files.createTempDirectory("issuer");
		Path store = folder.resolve("server.p12");
		Command
			.run(Duration.ofMinutes(1), Map.of(),
					List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
							"-alias", "issuer", "-keyalg", "RSA", "-dname", "CN=issuer", "-ext", "SAN=dns:" + host(),
							"-keystore", store.toString(), "-storepass", KeyServer.PASSWORD))
			.succeeded();
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, PASSWORD);
		trusted.setCertificateEntry("issuer", KeyStore.getInstance(store.toFile(), PASSWORD).getCertificate("issuer"));
		Path trust = folder.resolve("trust.p12");
		try (var out = Files.newOutputStream(trust)) {
			trusted.store(out, PASSWORD);
		}
		this.environment.kubectl("create", "secret", "generic", "issuer-server", "--from-file=" + store);
		this.environment.kubectl("create", "secret", "generic", "issuer-trust", "--from-file=" + trust);
		this.environment.kubectl("create", "configmap", "issuer-keys", "--from-literal=keys=" + key.published());
		this.environment.write("issuer.yaml", manifest(image()));
		this.environment.kubectl("apply", "-f", this.environment.folder().resolve("issuer.yaml").toString());
		awaitPod();
	}

	/** Replaces the public keys with another one, and then the pod, which reads them. */
	void rotate(SigningKey key) {
		this.environment.kubectl("create", "configmap", "issuer-keys-2", "--from-literal=keys=" + key.published());
		this.environment.kubectl("patch", "deployment", "issuer", "-p", """
				{"spec": {"template": {"spec": {"volumes": [
				{"name": "keys", "configMap": {"name": "issuer-keys-2"}}]}}}}
				""");
		awaitPod();
	}

	/** Stops the pod. */
	void stop() {
		scale(0);
		this.environment.kubectl("wait", "pods", "-l", "app=issuer", "--for=delete", "--timeout=2m");
	}

	/** Starts the pod again. */
	void start() {
		scale(1);
		awaitPod();
	}

	private void scale(int pods) {
		this.environment.kubectl("scale", "deployment", "issuer", "--replicas=" + pods);
	}

	private void awaitPod() {
		this.environment.kubectl("rollout", "status", "deployment", "issuer", "--timeout=3m");
	}

	private static String image() throws IOException {
		return DerivedImage.push(Settings.STABLE_IMAGE, "issuer",
				Map.of("/app/issuer", List.of(Settings.OUTPUT.resolve("classes/dev"))));
	}

	private static String manifest(String image) {
		return """
				apiVersion: apps/v1
				kind: Deployment
				metadata: {name: issuer}
				spec:
				  selector: {matchLabels: {app: issuer}}
				  strategy: {type: Recreate}
				  template:
				    metadata: {labels: {app: issuer}}
				    spec:
				      terminationGracePeriodSeconds: 1
				      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
				      containers:
				      - name: issuer
				        image: %s
				        command: [/opt/java/bin/java, -Xmx32m, -cp, /app/issuer, %s, /server/server.p12, /keys/keys]
				        readinessProbe: {tcpSocket: {port: %d}, periodSeconds: 1}
				        securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
				        volumeMounts:
				        - {name: server, mountPath: /server}
				        - {name: keys, mountPath: /keys}
				      volumes:
				      - {name: server, secret: {secretName: issuer-server}}
				      - {name: keys, configMap: {name: issuer-keys}}
				---
				apiVersion: v1
				kind: Service
				metadata: {name: issuer}
				spec:
				  selector: {app: issuer}
				  ports: [{port: 443, targetPort: %d}]
				""".formatted(image, KeyServer.class.getName(), KeyServer.PORT, KeyServer.PORT);
	}

}
