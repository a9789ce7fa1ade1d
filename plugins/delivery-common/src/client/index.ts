export * from './DeliveryClient';
