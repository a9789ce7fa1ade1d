variable "environment" {
  description = "dev, staging or prod."
  type        = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "The environments are dev, staging and prod."
  }
}

variable "region" {
  description = "Region of everything."
  type        = string
}

variable "account_id" {
  description = "The only AWS account this may be applied to."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An AWS account has 12 digits."
  }
}

variable "vpc_cidr" {
  description = "Addresses of the network, a /16; environments that talk to each other need different ones."
  type        = string
}

variable "single_nat_gateway" {
  description = "One NAT gateway instead of one a zone."
  type        = bool
}

variable "kubernetes_version" {
  description = "A version EKS supports."
  type        = string
}

variable "public_access_cidrs" {
  description = "Networks that reach the API of the cluster from outside."
  type        = list(string)
}

variable "administrator_role_arns" {
  description = "IAM roles that administer the cluster."
  type        = set(string)
}

variable "node_groups" {
  description = "Managed node groups."
  type = map(object({
    instance_type = string
    min_size      = number
    max_size      = number
    taint         = optional(string)
  }))
}

variable "database_instance_class" {
  description = "Size of PostgreSQL."
  type        = string
}

variable "database_allocated_storage" {
  description = "GB of PostgreSQL at the start."
  type        = number
}

variable "database_max_allocated_storage" {
  description = "GB PostgreSQL may grow to."
  type        = number
}

variable "database_multi_az" {
  description = "A second PostgreSQL in another zone."
  type        = bool
}

variable "redis_node_type" {
  description = "Size of a Redis node."
  type        = string
}

variable "redis_nodes" {
  description = "Redis nodes."
  type        = number
}
