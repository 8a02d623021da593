package dev.rowhouse.engine;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.bytecode.enhance.spi.EnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;
import org.hibernate.bytecode.spi.BasicProxyFactory;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.bytecode.spi.ProxyFactoryFactory;
import org.hibernate.bytecode.spi.ReflectionOptimizer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.property.access.spi.PropertyAccess;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.ProxyConfiguration;
import org.hibernate.proxy.ProxyFactory;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/**
 * Lets each proxy of an entity know whose it is, from when it is made; Hibernate tells nobody when it makes one. All else is done as
 * Hibernate does it.
 *
 * <p>Safe for use by many threads.
 *
 * @param original Hibernate's own
 */
record OwnedProxies(BytecodeProvider original) implements BytecodeProvider {
    private static final long serialVersionUID = 1L;

    /** Brings them into a mapping. */
    static final class Initiator implements StandardServiceInitiator<BytecodeProvider> {
        @Override
        public BytecodeProvider initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return new OwnedProxies(
                    Objects.requireNonNull(BytecodeProviderInitiator.INSTANCE.initiateService(settings, registry)));
        }

        @Override
        public Class<BytecodeProvider> getServiceInitiated() {
            return BytecodeProvider.class;
        }
    }

    @Override
    public ProxyFactoryFactory getProxyFactoryFactory() {
        return new Factories(original.getProxyFactoryFactory());
    }

    @Override
    @SuppressWarnings({"removal", "rawtypes"}) // As in what it implements.
    public ReflectionOptimizer getReflectionOptimizer(Class type, String[] getters, String[] setters, Class[] types) {
        return original.getReflectionOptimizer(type, getters, setters, types);
    }

    @Override
    @SuppressWarnings("removal") // As in what it implements.
    public @Nullable ReflectionOptimizer getReflectionOptimizer(Class<?> type, Map<String, PropertyAccess> properties) {
        return original.getReflectionOptimizer(type, properties);
    }

    @Override
    public @Nullable Enhancer getEnhancer(EnhancementContext context) {
        return original.getEnhancer(context);
    }

    @Override
    public void resetCaches() {
        original.resetCaches();
    }

    private record Factories(ProxyFactoryFactory original) implements ProxyFactoryFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public ProxyFactory buildProxyFactory(SessionFactoryImplementor factory) {
            return new Proxies(original.buildProxyFactory(factory));
        }

        @Override
        @SuppressWarnings("rawtypes") // As in what it implements.
        public BasicProxyFactory buildBasicProxyFactory(Class type) {
            return original.buildBasicProxyFactory(type);
        }
    }

    private record Proxies(ProxyFactory original) implements ProxyFactory {
        @Override
        public void postInstantiate(
                String entity,
                Class<?> type,
                Set<Class<?>> interfaces,
                @Nullable Method getId,
                @Nullable Method setId,
                @Nullable CompositeType id) {
            original.postInstantiate(entity, type, interfaces, getId, setId, id);
        }

        @Override
        public HibernateProxy getProxy(Object id, @Nullable SharedSessionContractImplementor session) {
            var proxy = original.getProxy(id, session);
            var owner = OwnerCheck.owner(session);
            var known = proxy.getHibernateLazyInitializer();
            var open = proxy.asProxyConfiguration();
            if (owner != null && open != null && known instanceof ProxyConfiguration.Interceptor calls) {
                open.$$_hibernate_set_interceptor(new OwnedInitializer(known, calls, owner));
            }
            return proxy;
        }
    }
}
