package dev.animals.model;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts to load the model as soon as the settings are known, before any bean is created.
 */
class ModelLoadingInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	@Override
	public void initialize(GenericApplicationContext context) {
		ModelSettings settings = Binder.get(context.getEnvironment())
			.bindOrCreate("animals.model", ModelSettings.class);
		ModelLoading loading = new ModelLoading(settings);
		context.getDefaultListableBeanFactory().registerSingleton("animalModel", loading);
		// The bean that is registered first is closed last, after everything that
		// predicts.
		context.getDefaultListableBeanFactory().registerDisposableBean("animalModel", loading::close);
	}

}
