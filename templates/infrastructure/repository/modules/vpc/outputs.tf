output "vpc_id" {
  description = "The network."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "Subnets of the load balancers."
  value       = [for zone in local.zones : aws_subnet.public[zone].id]
}

output "private_subnet_ids" {
  description = "Subnets of the nodes."
  value       = [for zone in local.zones : aws_subnet.private[zone].id]
}

output "database_subnet_ids" {
  description = "Subnets of PostgreSQL and Redis."
  value       = [for zone in local.zones : aws_subnet.database[zone].id]
}

output "private_cidrs" {
  description = "Addresses of the nodes, in the order of the zones."
  value       = [for zone in local.zones : local.private_cidrs[zone]]
}
