package dev.animals.page;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person reads the contract in a browser and tries a request.
 */
class DocsTests extends BrowserTest {

	@Test
	void thePageShowsEveryOperationAndLoadsNothingFromOtherHosts() {
		openDocs("");
		assertThat(paths()).contains("/classify", "/explain", "/feedback", "/labels", "/model");
		assertThat(requests()).isNotEmpty().allMatch((name) -> name.startsWith(address()));
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void aPhotoCanBeClassifiedOnThePage() {
		openDocs("#/classification/classify");
		await("#operations-classification-classify input[type=file]").sendKeys(KOALA.toAbsolutePath().toString());
		// A click would need the place of the button, and the page still scrolls to the
		// operation.
		await("#operations-classification-classify .execute").sendKeys(Keys.ENTER);
		String answer = await(
				"#operations-classification-classify .live-responses-table tr.response .response-col_description")
			.getText();
		assertThat(answer).contains("\"label\": \"koala\"").contains("\"verdict\": \"animal\"");
		assertThat(browser.console()).isEmpty();
	}

	private void openDocs(String fragment) {
		browser.open(address() + "docs" + fragment, "light", 1200);
		await("#docs .opblock");
	}

	private static List<String> paths() {
		return browser.elements(".opblock-summary-path")
			.stream()
			.map((path) -> path.getDomAttribute("data-path"))
			.toList();
	}

	private static WebElement await(String selector) {
		return new WebDriverWait(browser.driver(), Duration.ofSeconds(20)).withMessage(selector)
			.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(selector)));
	}

}
