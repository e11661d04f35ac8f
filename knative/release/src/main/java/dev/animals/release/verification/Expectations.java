package dev.animals.release.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who must have signed an image, and from what it must have been built.
 *
 * @param key the file of the public key, or its address in a key management service
 * @param identity the identity of the pipeline that must have built the image; without a
 * key, it must have signed as well
 * @param issuer the issuer of that identity
 * @param source the address of the repository from which the image must have been built
 * @param plainHttp whether the registry speaks plain HTTP
 */
public record Expectations(Optional<String> key, Optional<String> identity, Optional<String> issuer, String source,
		boolean plainHttp) {

	/** Returns the options of cosign that select who must have signed. */
	List<String> options() {
		List<String> options = new ArrayList<>();
		if (this.key.isPresent()) {
			// The key says who signed. Its owner may have turned off the public log,
			// which would name the image.
			options.addAll(List.of("--key", this.key.get(), "--insecure-ignore-tlog=true"));
		}
		else {
			options.addAll(List.of("--certificate-identity", this.identity.orElse(""), "--certificate-oidc-issuer",
					this.issuer.orElse("")));
		}
		if (this.plainHttp) {
			options.add("--allow-http-registry");
		}
		return options;
	}

	/** Returns the signer, for messages. */
	String signer() {
		return this.key.map("the key "::concat).orElseGet(() -> this.identity.orElse(""));
	}

}
